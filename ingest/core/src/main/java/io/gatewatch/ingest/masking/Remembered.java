package io.gatewatch.ingest.masking;

/**
 * The last answers to what came before, so that the credential or account of a busy caller is not
 * hashed again for every call. What was asked is kept as a SipHash-128 under a key derived from the
 * masking key, never in clear: two questions share 128 bits by chance once in 2^64 of them, and
 * nobody without the key can make two that do. A fixed table of 1,024 answers, the newer displaces
 * the older; about 450 kB when full. Confined to one thread.
 */
final class Remembered<T> {
  private static final int SIZE = 1024;

  private final SipHash sip;
  private final long[] first = new long[SIZE];
  private final long[] second = new long[SIZE];
  private final Object[] answers = new Object[SIZE];
  private int slot;

  /** Remembers under a key of 16 bytes, of no other use. */
  Remembered(byte[] key) {
    sip = new SipHash(key);
  }

  /** The answer to this question, or null; the next {@link #remember} belongs to it. */
  @SuppressWarnings("unchecked")
  T recall(Message question) {
    sip.hash(question.bytes(), 0, question.length());
    slot = (int) sip.first() & (SIZE - 1);
    boolean same = first[slot] == sip.first() && second[slot] == sip.second();
    return same ? (T) answers[slot] : null;
  }

  /** Keeps the answer to the question that was asked last. */
  T remember(T answer) {
    first[slot] = sip.first();
    second[slot] = sip.second();
    answers[slot] = answer;
    return answer;
  }
}
