// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SyntheticS3IT {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final dev.s3copy.bench.Pattern pattern = new dev.s3copy.bench.Pattern();
  private ServerSocketChannel server;

  @BeforeEach
  void start() throws IOException {
    server = SyntheticS3.open(0);
    Thread.ofPlatform().daemon().start(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void servesTheBytesThatTheKeyStandsFor() throws Exception {
    HttpResponse<byte[]> whole = get("/deep-1k-mix/data/0000/00000500.bin");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(expected(500, 0, 24 << 20));
    HttpResponse<byte[]> part =
        send(
            request("/deep-1k-mix/data/0000/00000500.bin")
                .header("Range", "bytes=1048570-1148570"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(expected(500, 1_048_570, 100_001));
    assertThat(part.headers().firstValue("Content-Range"))
        .hasValue("bytes 1048570-1148570/25165824");
  }

  @ParameterizedTest
  @ValueSource(strings = {"continuation-token", "start-after"})
  void pagesThroughEveryKeyOnce(String how) throws Exception {
    List<String> keys = new ArrayList<>();
    String next = "";
    while (true) {
      String page = text(get("/flat-2500-4k?list-type=2&max-keys=700" + next));
      all("<Key>(.*?)</Key>", page).forEach(keys::add);
      if (page.contains("<IsTruncated>false")) break;
      String value =
          how.equals("start-after")
              ? keys.getLast()
              : all("<NextContinuationToken>(.*?)<", page).getFirst();
      next = "&" + how + "=" + value;
    }
    assertThat(keys).hasSize(2500).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void foldsFoldersAtTheDelimiter() throws Exception {
    String page = text(get("/deep-2500-4k?list-type=2&prefix=data/&delimiter=/"));
    assertThat(all("<CommonPrefixes><Prefix>(.*?)<", page))
        .containsExactly("data/0000/", "data/0001/", "data/0002/");
    assertThat(page).doesNotContain("<Key>");
  }

  @Test
  void checksWhatWasWrittenAgainstItsSource() throws Exception {
    put("/sink/p/data/0000/00000001.bin", expected(1, 0, 4097));
    put("/sink/p/data/0000/00000002.bin", expected(1, 0, 4098));
    send(
        request("/sink/p/data/0000/00000003.bin")
            .header("x-amz-copy-source", "/deep-1k-mix/data/0000/00000003.bin")
            .PUT(BodyPublishers.noBody()));
    assertThat(text(get("/_verify?bucket=sink&prefix=p/&source=deep-1k-mix")))
        .contains("\"found\":3", "\"missing\":997", "\"wrong\":1");
  }

  @Test
  void assemblesPartsInTheOrderOfTheirNumbers() throws Exception {
    String key = "/sink/data/0000/00000500.bin";
    String created = text(send(request(key + "?uploads").POST(BodyPublishers.noBody())));
    String part = key + "?uploadId=" + all("<UploadId>(.*?)<", created).getFirst() + "&partNumber=";
    int half = 12 << 20;
    put(part + 2, expected(500, half, half));
    put(part + 1, expected(500, 0, half));
    send(request(part.replace("&partNumber=", "")).POST(BodyPublishers.ofString("<x/>")));
    assertThat(text(get("/_verify?bucket=sink&source=deep-1k-mix")))
        .contains("\"found\":1", "\"wrong\":0");
  }

  @Test
  void givesBackSmallThingsThatAreNotGenerated() throws Exception {
    put("/sink/report.ndjson", new byte[] {1, 2, 3});
    assertThat(get("/sink/report.ndjson").body()).containsExactly(1, 2, 3);
  }

  @Test
  void slowsDownOnDemandAndCountsIt() throws Exception {
    get("/_set?slow-down=100");
    assertThat(get("/flat-10-4k/object-0000000001.bin").statusCode()).isEqualTo(503);
    get("/_set?slow-down=0");
    assertThat(get("/flat-10-4k/object-0000000001.bin").statusCode()).isEqualTo(200);
    assertThat(text(get("/_stats"))).contains("\"slow_down\":1", "\"get\":1", "\"objects_read\":1");
  }

  @Test
  void notesWhenTheFirstRequestCame() throws Exception {
    assertThat(text(get("/_stats?reset"))).contains("\"first_request\":0.000000");
    double before = System.currentTimeMillis() / 1e3;
    get("/flat-10-4k/object-0000000001.bin");
    double first =
        Double.parseDouble(all("\"first_request\":([0-9.]+)", text(get("/_stats"))).getFirst());
    assertThat(first).isBetween(before - 0.1, before + 60);
  }

  @Test
  void sendsNoFasterThanTheBandwidthOfAConnection() throws Exception {
    get("/_set?bytes-per-second=1000000");
    long start = System.nanoTime();
    byte[] body = get("/flat-10-500k/object-0000000001.bin").body();
    assertThat(body).isEqualTo(expected(1, 0, 500 << 10));
    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
  }

  @Test
  void servesTheSameOverTls(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("synthetic.p12");
    SSLContext trusting = selfSigned(file);
    SSLContext tls = SyntheticS3.tls(file.toString(), "synthetic");
    try (ServerSocketChannel encrypted = SyntheticS3.open(0);
        HttpClient over =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting)
                .build()) {
      Thread.ofPlatform().daemon().start(() -> serveTls(encrypted, tls));
      String url = "https://127.0.0.1:" + encrypted.socket().getLocalPort();
      for (int size : new int[] {1, 100, 4096}) {
        URI uri = URI.create(url + "/flat-10-" + size + "k/object-0000000003.bin");
        byte[] body =
            over.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();
        assertThat(body).isEqualTo(expected(3, 0, size << 10));
      }
      URI sink = URI.create(url + "/sink/data/0000/00000500.bin");
      byte[] large = expected(500, 0, 24 << 20);
      HttpRequest put = HttpRequest.newBuilder(sink).PUT(BodyPublishers.ofByteArray(large)).build();
      over.send(put, BodyHandlers.ofByteArray());
      URI verify = URI.create(url + "/_verify?bucket=sink&source=deep-1k-mix");
      assertThat(
              text(over.send(HttpRequest.newBuilder(verify).build(), BodyHandlers.ofByteArray())))
          .contains("\"found\":1", "\"wrong\":0");
    }
  }

  /// Makes a key store as `bench/run` does, and gives a context that trusts it.
  private static SSLContext selfSigned(Path file) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String options =
        " -genkeypair -keyalg EC -groupname secp256r1 -dname CN=test -ext san=ip:127.0.0.1"
            + " -alias synthetic -storepass synthetic -keystore ";
    List<String> command = new ArrayList<>(List.of((keytool + options + file).split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), "synthetic".toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("synthetic", store.getCertificate("synthetic"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void serveTls(ServerSocketChannel encrypted, SSLContext tls) {
    try {
      SyntheticS3.serveTls(encrypted, SyntheticS3.loops(new Store(Knobs.NONE), 1), tls);
    } catch (IOException e) {
      // The channel was closed: the test is over.
    }
  }

  private void serve() {
    try {
      SyntheticS3.serve(server, SyntheticS3.loops(new Store(Knobs.NONE), 2));
    } catch (IOException e) {
      // The channel was closed: the test is over.
    }
  }

  private HttpRequest.Builder request(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.socket().getLocalPort() + path);
    return HttpRequest.newBuilder(uri);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return send(request(path));
  }

  private void put(String path, byte[] body) throws Exception {
    assertThat(send(request(path).PUT(BodyPublishers.ofByteArray(body))).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<String> all(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(SyntheticS3IT::group).toList();
  }

  private static String group(java.util.regex.MatchResult match) {
    return match.group(1);
  }

  private byte[] expected(long number, long offset, int length) {
    byte[] bytes = new byte[length];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining())
      out.put(pattern.slice(number, offset + out.position(), out.remaining()));
    return bytes;
  }
}
