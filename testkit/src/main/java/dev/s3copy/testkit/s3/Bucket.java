// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The objects of one bucket in the order of their keys, and the uploads begun in it.
public final class Bucket {
  private final ConcurrentSkipListMap<Key, StoredObject> objects = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<String, Upload> uploads = new ConcurrentHashMap<>();
  private volatile UnaryOperator<Key> nameOf = UnaryOperator.identity();
  private volatile Predicate<Key> unlisted = _ -> false;
  private volatile boolean dropsTags;
  private volatile Map<String, String> encryption = Map.of();
  private volatile String owner = "";
  private volatile boolean requesterPays;
  final long createdMillis;

  Bucket(long createdMillis) {
    this.createdMillis = createdMillis;
  }

  /// Decides from what is there whether a write may happen.
  interface Check {
    void allows(@Nullable StoredObject present) throws Refusal;
  }

  public @Nullable StoredObject get(Key key) {
    return objects.get(nameOf.apply(key));
  }

  /// Takes several keys for one, as some servers do with `a//b` and `a/b`.
  public void foldKeys(UnaryOperator<Key> name) {
    nameOf = name;
  }

  /// Leaves keys out of listings, as some servers do with `K/x` if there is `K`.
  public void hide(Predicate<Key> keys) {
    unlisted = keys;
  }

  boolean lists(Key key) {
    return !unlisted.test(key);
  }

  /// Takes tags from now on and stores none, without a word.
  public void dropTags() {
    dropsTags = true;
  }

  /// Encrypts what is written without a word about it.
  ///
  /// @param headers as a request would have them
  public void encrypt(Map<String, String> headers) {
    encryption = Map.copyOf(headers);
  }

  Map<String, String> encryption() {
    return encryption;
  }

  /// @param account whose requests alone may say that they expect it to be the owner
  public void ownedBy(String account) {
    owner = account;
  }

  /// Refuses requests that do not say that the requester pays.
  public void requesterPays() {
    requesterPays = true;
  }

  void checkAccount(@Nullable String expectedOwner, @Nullable String payer) throws Refusal {
    boolean another = expectedOwner != null && !expectedOwner.equals(owner);
    boolean unpaid = requesterPays && !"requester".equals(payer);
    if (another || unpaid) throw Refusal.of(403, "AccessDenied", "Access Denied");
  }

  StoredObject need(Key key) throws Refusal {
    StoredObject object = get(key);
    if (object == null) throw Refusal.noSuchKey(key.toString());
    return object;
  }

  public NavigableMap<Key, StoredObject> objects() {
    return objects;
  }

  public Map<String, Upload> uploads() {
    return uploads;
  }

  Upload upload(Key key, String id) throws Refusal {
    Upload upload = uploads.get(id);
    if (upload == null || !upload.key().equals(key)) throw Refusal.noSuchUpload();
    return upload;
  }

  public void put(Key key, StoredObject object) {
    synchronized (this) {
      objects.put(key, object);
    }
  }

  /// Check and write as one step: of two conditional writers one wins.
  synchronized void put(Key key, StoredObject object, Check check) throws Refusal {
    check.allows(get(key));
    objects.put(nameOf.apply(key), dropsTags ? object.tagged(Tags.NONE) : object);
  }

  synchronized void complete(Upload upload, StoredObject object, Check check) throws Refusal {
    if (!uploads.containsKey(upload.id())) throw Refusal.noSuchUpload();
    put(upload.key(), object, check);
    uploads.remove(upload.id());
  }

  synchronized void remove(Key key, Check check) throws Refusal {
    check.allows(get(key));
    objects.remove(nameOf.apply(key));
  }

  synchronized void retag(Key key, java.util.SortedMap<String, String> tags) throws Refusal {
    objects.put(key, need(key).tagged(dropsTags ? Tags.NONE : tags));
  }
}
