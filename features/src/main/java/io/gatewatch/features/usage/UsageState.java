package io.gatewatch.features.usage;

import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What a principal's history holds for those who look it up later: the open hour, and for an agent
 * the operation groups it uses and what was told of it last. 0.3 KB as a rule, 4 KB at most; its
 * version is that of the history.
 */
public final class UsageState {
  private final boolean agent;
  private final HourUse hour;
  private final GroupMemory groups = new GroupMemory();
  private long toldOutline;

  /** Nothing known yet. */
  public UsageState(boolean agent) {
    this.agent = agent;
    this.hour = new HourUse(agent);
  }

  /** Counts a call at a moment of the principal's own time. */
  public void count(ApiCall call, long time) {
    hour.count(call, time);
  }

  /** When the open hour is over; Long.MAX_VALUE while none is open. */
  public long endsAt() {
    return hour.endsAt();
  }

  /** Ends the open hour, which is over. */
  public UsageHour close(Who who) {
    UsageHour told = hour.close(who);
    if (agent) {
      groups.see(told);
    }
    return told;
  }

  /** Operation groups that the agent has used within 30 days, sorted. */
  public List<String> groups() {
    return groups.names();
  }

  /** Whether a profile says something that the one told last did not; notes that it is told. */
  public boolean tellsMore(Profile profile) {
    long outline = profile.outline();
    boolean more = outline != toldOutline;
    toldOutline = outline;
    return more;
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    hour.writeTo(out);
    if (agent) {
      groups.writeTo(out);
      out.writeLong(toldOutline);
    }
  }

  /** Reads a state. */
  public void readInto(DataInput in) throws IOException {
    hour.readInto(in);
    readGroupsInto(in);
  }

  /** As in histories of version 4. */
  public void readPlainInto(DataInput in) throws IOException {
    hour.readPlainInto(in);
    readGroupsInto(in);
  }

  private void readGroupsInto(DataInput in) throws IOException {
    if (agent) {
      groups.readInto(in);
      toldOutline = in.readLong();
    }
  }
}
