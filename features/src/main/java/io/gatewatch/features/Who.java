package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Who a principal is, as of its latest call. */
public record Who(
    String key,
    String tenant,
    String group,
    Principal principal,
    String agentName,
    ApiCall.AgentClass agentClass) {
  public Who {
    requireNonNull(key, "key");
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(principal, "principal");
    requireNonNull(agentClass, "agentClass");
  }

  /** The caller of a call. */
  public static Who of(ApiCall call) {
    return new Who(
        call.key(),
        call.tenant(),
        call.gatewayGroup(),
        call.principal(),
        call.agentName(),
        call.agentClass());
  }

  /** Writes it without its key, which follows from the rest. */
  void writeShortTo(DataOutput out) throws IOException {
    Varint.writeText(out, tenant);
    Varint.writeText(out, group);
    Varint.writeText(out, principal.id());
    out.writeByte(2 * agentClass.ordinal() + (principal.kind() == Principal.Kind.AGENT ? 1 : 0));
    if (principal.kind() == Principal.Kind.AGENT) {
      Varint.writeText(out, principal.issuer());
    }
    Varint.writeText(out, agentName);
  }

  /** Reads what {@link #writeShortTo} wrote. */
  static Who readShort(DataInput in) throws IOException {
    String tenant = Varint.readText(in);
    String group = Varint.readText(in);
    String id = Varint.readText(in);
    int kind = in.readByte();
    Principal principal =
        kind % 2 == 1 ? Principal.agent(id, Varint.readText(in)) : Principal.source(id);
    return new Who(
        principal.key(tenant, group),
        tenant,
        group,
        principal,
        Varint.readText(in),
        ApiCall.AgentClass.values()[kind / 2]);
  }

  /** Writes it. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.writeText(out, key);
    Varint.writeText(out, tenant);
    Varint.writeText(out, group);
    out.writeByte(principal.kind().ordinal());
    Varint.writeText(out, principal.id());
    Varint.writeText(out, principal.issuer());
    Varint.writeText(out, agentName);
    out.writeByte(agentClass.ordinal());
  }

  /** Reads one. */
  public static Who readFrom(DataInput in) throws IOException {
    String key = Varint.readText(in);
    String tenant = Varint.readText(in);
    String group = Varint.readText(in);
    boolean agent = in.readByte() == Principal.Kind.AGENT.ordinal();
    String id = Varint.readText(in);
    String issuer = Varint.readText(in);
    Principal principal = agent ? Principal.agent(id, issuer) : Principal.source(id);
    return new Who(
        key,
        tenant,
        group,
        principal,
        Varint.readText(in),
        ApiCall.AgentClass.values()[in.readByte()]);
  }
}
