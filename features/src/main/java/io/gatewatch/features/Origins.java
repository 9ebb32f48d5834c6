package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * From which addresses an agent calls, and with which credentials: those it has shown, and how many
 * of them for the first time of late. Networks and programs are the streams' business ({@link
 * io.gatewatch.features.evidence.OwnEvidence}). Remembers 32 to 64 addresses and 8 to 16
 * credentials, about four bytes each.
 */
final class Origins {
  private enum New {
    ADDRESSES,
    CREDENTIALS
  }

  private final RecentSet addresses = new RecentSet(64);
  private final RecentSet credentials = new RecentSet(16);
  private final FadingCounts fresh = new FadingCounts(FadingCounts.DAY, FadingCounts.DAY);

  /** Of the last call: most come as the one before did; not stored. */
  private String address;

  private String credential;

  /** A call, at a time that never goes back. */
  void meet(ApiCall call, long time) {
    fresh.fade(time);
    if (call.sourceAddress() != null && !call.sourceAddress().equals(address)) {
      address = call.sourceAddress();
      count(addresses, address, New.ADDRESSES);
    }
    if (call.credentialHash() != null && !call.credentialHash().equals(credential)) {
      credential = call.credentialHash();
      count(credentials, credential, New.CREDENTIALS);
    }
  }

  private void count(RecentSet known, String text, New which) {
    if (known.add(Fingerprint.half(Fingerprint.of(text)))) {
      fresh.add(which.ordinal(), 1);
    }
  }

  int addresses() {
    return addresses.size();
  }

  int credentials() {
    return credentials.size();
  }

  double newAddresses() {
    return fresh.get(New.ADDRESSES.ordinal());
  }

  double newCredentials() {
    return fresh.get(New.CREDENTIALS.ordinal());
  }

  void writeTo(DataOutput out, long near) throws IOException {
    addresses.writeTo(out);
    credentials.writeTo(out);
    fresh.writeTo(out, near);
  }

  void readInto(DataInput in, long near, int version) throws IOException {
    addresses.readInto(in, version);
    credentials.readInto(in, version);
    fresh.readInto(in, near);
  }
}
