package io.gatewatch.features.evidence;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.features.RecentSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * From which networks, and with which programs, an agent has called. A call is a <i>stranger's</i>
 * when both its network and its program were first seen within a day.
 */
public final class ClientMemory {
  private static final int DAY_HOURS = 24;
  private static final int MOVING_HOURS = 3;
  private static final int MOVED_TO = 2;

  private final RecentSet networks = new RecentSet(256);
  private final RecentSet programs = new RecentSet(64);
  private final Newcomers newNetworks = new Newcomers();
  private final Newcomers newPrograms = new Newcomers();
  private int last;
  private boolean stranger;

  /** Of the call last met; 0 unknown; not stored. */
  private int network;

  private int program;

  /** The text of the program last met, with which most calls come; not stored. */
  private String programText;

  private int programWithIt;

  /** Remembers a caller's place and program; true when one of them is new: one event per change. */
  boolean isNew(String address, String userAgent, long time) {
    network = address == null ? 0 : network(address);
    program = userAgent == null ? 0 : programOf(userAgent);
    boolean newNetwork = network != 0 && networks.add(network);
    boolean newProgram = program != 0 && programs.add(program);
    if (newNetwork) {
      newNetworks.add(network, time);
    }
    if (newProgram) {
      newPrograms.add(program, time);
    }
    return newNetwork || newProgram;
  }

  /**
   * Whether a stranger calls after one who is known, or the other way round, with the call last
   * met; notes it.
   */
  boolean takesTurns(long time) {
    boolean before = stranger;
    stranger =
        network != 0
            && program != 0
            && newNetworks.has(network, time)
            && newPrograms.has(program, time);
    return stranger != before;
  }

  /**
   * Whether the call last met comes from another network than the one before. A known program that
   * comes from one or two networks that are new within a day, and from its old ones, is moving
   * house: for its first hours there that counts for nothing.
   */
  boolean isSwitch(long time) {
    boolean other = last != 0 && network != 0 && network != last && !isMoving(time);
    last = network == 0 ? last : network;
    return other;
  }

  private boolean isMoving(long time) {
    return program != 0
        && newNetworks.since(time, DAY_HOURS) <= MOVED_TO
        && (newNetworks.has(last, time, MOVING_HOURS)
            || newNetworks.has(network, time, MOVING_HOURS))
        && !newPrograms.has(program, time);
  }

  /**
   * Whether the call last met was a stranger's; never in a first day, when there is nothing else.
   */
  public boolean isStranger(long time) {
    return stranger && networks() > newNetworks(time) && programs() > newPrograms(time);
  }

  /** Fingerprint of the program last met; 0 unknown. */
  public int program() {
    return program;
  }

  /** How many networks it has called from, as far as they are remembered. */
  public int networks() {
    return networks.size();
  }

  /** How many programs it has called with, as far as they are remembered. */
  public int programs() {
    return programs.size();
  }

  /** How many networks are new within 24 h: 64 at most. */
  public int newNetworks(long time) {
    return newNetworks.since(time, DAY_HOURS);
  }

  /** How many programs are new within 24 h: 64 at most. */
  public int newPrograms(long time) {
    return newPrograms.since(time, DAY_HOURS);
  }

  /** A /24 of IPv4, the first three groups of IPv6. */
  private static int network(String address) {
    int end = address.lastIndexOf('.');
    if (end < 0) {
      end = address.length();
      int colons = 0;
      for (int i = 0; i < address.length(); i++) {
        if (address.charAt(i) == ':' && ++colons == 3) {
          end = i;
          break;
        }
      }
    }
    return fold(address, end, true);
  }

  private int programOf(String text) {
    if (!text.equals(programText)) {
      programText = text;
      programWithIt = program(text);
    }
    return programWithIt;
  }

  /** A release is the same program: digits do not count. */
  private static int program(String userAgent) {
    return fold(userAgent, userAgent.length(), false);
  }

  private static int fold(String text, int end, boolean digits) {
    int hash = 17;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (digits || c < '0' || c > '9') {
        hash = hash * 31 + c;
      }
    }
    return Fingerprint.half(Fingerprint.mix(hash, end * (digits ? 1L : 0L)));
  }

  void writeTo(DataOutput out) throws IOException {
    networks.writeTo(out);
    programs.writeTo(out);
    out.writeInt(last);
    newNetworks.writeTo(out);
    newPrograms.writeTo(out);
    out.writeBoolean(stranger);
  }

  void readInto(DataInput in, int version) throws IOException {
    networks.readInto(in, version);
    programs.readInto(in, version);
    last = in.readInt();
    if (version > 3) {
      newNetworks.readInto(in);
      newPrograms.readInto(in);
      stranger = in.readBoolean();
    }
  }
}
