// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers requests as a test has written it down, without any network, and keeps what was sent.
public final class ScriptedServer implements S3Sender {
  private static final Pattern CHECKSUM = Pattern.compile(" x-amz-checksum-(crc32c|mode)=\\S+");
  private static final Pattern RANGE = Pattern.compile(" range=bytes=(\\d+)-(\\d+)");
  private static final Pattern PART = Pattern.compile("partNumber=(\\d+)");
  private static final int NO_CONTENT = 204;

  private final Deque<Script> scripts = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();
  private byte[] content = {};

  /// What to answer to a request that was received whole.
  public interface Answer {
    Object to(String request);
  }

  private record Script(String start, Deque<Object> answers) {}

  private record Sent(String line, ByteBuffer body) {}

  public S3Bucket bucket(String name) {
    return bucket(name, BucketOptions.NONE);
  }

  public S3Bucket bucket(String name, BucketOptions options) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    return new S3Bucket(
        this, BucketAddress.resolve(nowhere, "us-east-1", name, true), Key.EMPTY, options);
  }

  /// Goes before what was said of such requests until now.
  ///
  /// @param start how the request's line begins
  /// @param answers in turn, the last one for ever: what the call returns, a [StoreException] for
  ///     it to throw, or an [Answer]
  public synchronized ScriptedServer answer(String start, Object... answers) {
    scripts.addFirst(new Script(start, new ArrayDeque<>(Arrays.asList(answers))));
    return this;
  }

  /// Takes every upload, whose id is `id`; its source has no tags.
  ///
  /// @param etag of what is completed
  public ScriptedServer takeUploads(String etag) {
    return answer("GetObjectTagging s3://from", "")
        .answer("CreateMultipartUpload", "id")
        .answer("UploadPart", (Answer) ScriptedServer::part)
        .answer("CompleteMultipartUpload", etag)
        .answer("AbortMultipartUpload", NO_CONTENT);
  }

  /// The object that every GET reads, whole or a range of it.
  public synchronized ScriptedServer content(byte[] bytes) {
    content = bytes.clone();
    return this;
  }

  /// The requests so far, each in a line, without checksums.
  public synchronized List<String> sent() {
    return sent.stream().map(Sent::line).toList();
  }

  /// The requests so far that begin so, sorted, without checksums.
  public List<String> sent(String start) {
    return sent().stream().filter(line -> line.startsWith(start)).sorted().toList();
  }

  /// The body of the last request that begins so.
  public synchronized byte[] body(String start) {
    ByteBuffer body =
        sent.reversed().stream()
            .filter(request -> request.line.startsWith(start))
            .findFirst()
            .orElseThrow(() -> new AssertionError(start + " was not sent, but " + sent()))
            .body
            .duplicate();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }

  /// A request's line without checksums.
  public static String line(S3Call<?> call) {
    return CHECKSUM.matcher(call.toString()).replaceAll("");
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T send(S3Call<T> call) {
    S3Request request = call.request();
    String line = line(call);
    Object answer = next(line, request.body());
    if (answer instanceof StoreException e) throw e;
    ObjectBody into = request.into();
    if (into != null) deliver(line, into);
    Object result = answer instanceof Answer later ? later.to(line) : answer;
    if (result instanceof StoreException e) throw e;
    return (T) result;
  }

  @Override
  public <T> @Nullable PendingAnswer<T> trySend(S3Call<T> call, Runnable arrived) {
    throw new AssertionError("only for who waits");
  }

  private synchronized Object next(String line, @Nullable ByteBuffer body) {
    sent.add(new Sent(line, copy(body)));
    for (Script script : scripts) {
      if (!line.startsWith(script.start)) continue;
      return script.answers.size() > 1 ? script.answers.remove() : script.answers.element();
    }
    throw new AssertionError("nobody said what to answer to " + line);
  }

  private synchronized void deliver(String line, ObjectBody into) {
    Matcher range = RANGE.matcher(line);
    boolean part = range.find();
    int from = part ? Integer.parseInt(range.group(1)) : 0;
    int to = part ? Integer.parseInt(range.group(2)) + 1 : content.length;
    ByteBuffer chunk = ByteBuffer.allocateDirect(to - from);
    into.accept(chunk.put(content, from, to - from).flip());
  }

  private static PartResult part(String line) {
    Matcher number = PART.matcher(line);
    if (!number.find()) throw new AssertionError("no number of a part in " + line);
    return new PartResult(Integer.parseInt(number.group(1)), "part" + number.group(1), "");
  }

  private static ByteBuffer copy(@Nullable ByteBuffer body) {
    if (body == null) return ByteBuffer.allocate(0);
    return ByteBuffer.allocate(body.remaining()).put(body.duplicate()).flip();
  }
}
