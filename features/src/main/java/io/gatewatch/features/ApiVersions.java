package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The highest version of each operation that an agent uses, where routes carry one such as {@code
 * /v3.1/}. At most 32 operations of 6 bytes; those that come later are not compared.
 */
final class ApiVersions {
  private static final int MOST = 32;
  private static final int MINOR = 100;
  private static final int HIGHEST = 300;

  private int[] operations = new int[0];
  private short[] versions = new short[0];

  /**
   * The highest version of the same operation that this agent uses, when the route's is lower; else
   * 0.
   *
   * @param answered whether the call had success: then its version is one that the agent uses
   * @return major · 100 + minor
   */
  int newerThan(String method, String route, boolean answered) {
    int from = start(route);
    if (from < 0) {
      return 0;
    }
    int to = end(route, from);
    int version = version(route, from + 2, to);
    long rest = Fingerprint.mix(Fingerprint.of(route, 0, from), 1);
    rest = Fingerprint.mix(rest, Fingerprint.of(route, to, route.length()));
    int operation = Fingerprint.half(Fingerprint.mix(Fingerprint.of(method), rest));
    for (int i = 0; i < operations.length; i++) {
      if (operations[i] == operation) {
        int highest = versions[i];
        versions[i] = (short) (answered ? Math.max(highest, version) : highest);
        return version < highest ? highest : 0;
      }
    }
    if (answered && operations.length < MOST) {
      operations = Arrays.copyOf(operations, operations.length + 1);
      versions = Arrays.copyOf(versions, versions.length + 1);
      operations[operations.length - 1] = operation;
      versions[versions.length - 1] = (short) version;
    }
    return 0;
  }

  /** Where the first segment of the form v1 or v3.1 begins, with its slash; −1 for none. */
  private static int start(String route) {
    for (int at = route.indexOf("/v"); at >= 0; at = route.indexOf("/v", at + 2)) {
      if (at + 2 < route.length() && isDigit(route.charAt(at + 2)) && end(route, at) > 0) {
        return at;
      }
    }
    return -1;
  }

  /** The end of that segment; −1 when it is none. */
  private static int end(String route, int from) {
    int dots = 0;
    int at = from + 2;
    for (; at < route.length() && route.charAt(at) != '/'; at++) {
      char c = route.charAt(at);
      dots += c == '.' ? 1 : 0;
      if (!isDigit(c) && (c != '.' || dots > 1)) {
        return -1;
      }
    }
    return at;
  }

  private static int version(String route, int from, int to) {
    int major = 0;
    int minor = 0;
    boolean behind = false;
    for (int i = from; i < to; i++) {
      char c = route.charAt(i);
      behind |= c == '.';
      if (c != '.' && behind) {
        minor = Math.min(MINOR - 1, 10 * minor + c - '0');
      } else if (c != '.') {
        major = Math.min(HIGHEST, 10 * major + c - '0');
      }
    }
    return MINOR * major + minor;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A version as {@link #newerThan} gives it, as people write it. */
  static String text(int version) {
    return "v" + version / MINOR + (version % MINOR == 0 ? "" : "." + version % MINOR);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(operations.length);
    for (int i = 0; i < operations.length; i++) {
      out.writeInt(operations[i]);
      out.writeShort(versions[i]);
    }
  }

  void readInto(DataInput in) throws IOException {
    int count = in.readByte();
    if (count < 0 || count > MOST) {
      throw new IOException("versions of " + count + " operations (at most " + MOST + ")");
    }
    operations = new int[count];
    versions = new short[count];
    for (int i = 0; i < count; i++) {
      operations[i] = in.readInt();
      versions[i] = in.readShort();
    }
  }
}
