package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoriesTest {
  @Test
  void twoConversationsAtOnceAreStillTwoKnownOnes() {
    OrderMemory order = new OrderMemory();
    for (int i = 0; i < 3; i++) {
      order.isNew(1, 100, 0);
      order.isNew(2, 100, 0);
      order.isNew(3, 100, 0);
    }
    // The same walk twice, interleaved: each from an address of its own.
    assertThat(order.isNew(1, 101, 0)).isFalse();
    assertThat(order.isNew(1, 102, 0)).isTrue();
    assertThat(order.isNew(2, 101, 0)).isFalse();
    assertThat(order.isNew(2, 102, 0)).isFalse();
    assertThat(order.isNew(3, 102, 0)).isFalse();
    assertThat(order.isNew(3, 101, 0)).isFalse();
  }

  @Test
  void anOrderThatWasNeverSeenIsNewOnce() {
    OrderMemory order = new OrderMemory();
    order.isNew(1, 100, 0);
    order.isNew(2, 100, 0);
    order.isNew(1, 100, 0);
    assertThat(order.isNew(9, 100, 0)).isTrue();
    order.isNew(1, 100, 0);
    assertThat(order.isNew(9, 100, 0)).isFalse();
  }

  @Test
  void aReleaseIsTheSameProgramAndAMoveIsOneEvent() {
    ClientMemory clients = new ClientMemory();
    assertThat(clients.isNew("198.51.100.7", "budget/1.4.2", 0)).isTrue();
    assertThat(clients.isNew("198.51.100.9", "budget/1.5.0", 0)).isFalse();
    assertThat(clients.isNew("203.0.113.9", "curl/8.1", 0)).isTrue();
    assertThat(clients.isNew("203.0.113.10", "curl/8.2", 0)).isFalse();
    assertThat(clients.isNew("2001:db8:7:1::1", "curl/8.2", 0)).isTrue();
    assertThat(clients.isNew("2001:db8:7:2::9", "curl/8.2", 0)).isFalse();
  }

  @Test
  void aProgramThatIsMovingDoesNotSwitchButOneOnManyNetworksDoes() {
    ClientMemory clients = new ClientMemory();
    long later = 30 * 3_600_000L;
    call(clients, "198.51.100.7", "budget/1.4", 0);
    assertThat(call(clients, "203.0.113.9", "budget/1.5", later)).as("to the new").isFalse();
    assertThat(call(clients, "198.51.100.7", "budget/1.4", later)).as("and back").isFalse();
    long evening = later + 4 * 3_600_000L;
    assertThat(call(clients, "203.0.113.9", "budget/1.5", evening)).as("hours later").isTrue();
    assertThat(call(clients, "192.0.2.1", "budget/1.5", evening)).as("a second one").isFalse();
    call(clients, "192.0.3.1", "budget/1.5", evening);
    assertThat(call(clients, "192.0.4.1", "budget/1.5", evening)).as("many").isTrue();
    assertThat(call(clients, "192.0.2.1", "curl/8", evening)).as("another program").isTrue();
    clients.isNew("198.51.100.7", null, 4 * later);
    clients.isSwitch(4 * later);
    clients.isNew("192.0.9.1", null, 4 * later);
    assertThat(clients.isSwitch(4 * later)).as("no program that is known").isTrue();
  }

  /** A call as the agent's evidence takes it: whether it is a switch. */
  private static boolean call(ClientMemory clients, String address, String program, long time) {
    clients.isNew(address, program, time);
    return clients.isSwitch(time);
  }

  @Test
  void onlyOneThatIsNewInNetworkAndProgramIsAStranger() {
    ClientMemory clients = new ClientMemory();
    clients.isNew("198.51.100.7", "budget/1.4", 0);
    long later = 30 * 3_600_000L;
    clients.takesTurns(later);
    assertThat(turns(clients, "203.0.113.9", "budget/1.5", later)).as("a move").isFalse();
    assertThat(turns(clients, "198.51.100.7", "curl/8", later)).as("a rewrite").isFalse();
    assertThat(turns(clients, "192.0.2.7", "python/3", later)).as("somebody else").isTrue();
    assertThat(turns(clients, "198.51.100.7", "budget/1.5", later)).as("and back").isTrue();
    long daysLater = later + 25 * 3_600_000L;
    assertThat(turns(clients, "192.0.2.7", "python/3", daysLater)).as("known by now").isFalse();
  }

  @Test
  void aFewThrowAwayProgramsDoNotMakeAStrangerKnown() {
    ClientMemory clients = new ClientMemory();
    clients.isNew("198.51.100.7", "budget/1.4", 0);
    long later = 30 * 3_600_000L;
    assertThat(turns(clients, "192.0.2.7", "python/3", later)).isTrue();
    for (int i = 0; i < 20; i++) {
      turns(clients, "192.0.2.7", "throwaway" + "abcdefghijklmnopqrst".charAt(i), later + i);
    }
    assertThat(turns(clients, "198.51.100.7", "budget/1.4", later + 60_000)).isTrue();
    assertThat(turns(clients, "192.0.2.7", "python/3", later + 120_000)).isTrue();
  }

  private static boolean turns(ClientMemory clients, String address, String program, long time) {
    clients.isNew(address, program, time);
    return clients.takesTurns(time);
  }

  @Test
  void twoNetworksInTurnsSwitchAtEachCall() {
    ClientMemory clients = new ClientMemory();
    assertThat(switches(clients, "198.51.100.7")).isFalse();
    assertThat(switches(clients, "198.51.100.8")).isFalse();
    assertThat(switches(clients, "203.0.113.9")).isTrue();
    assertThat(switches(clients, null)).isFalse();
    assertThat(switches(clients, "198.51.100.7")).isTrue();
  }

  private static boolean switches(ClientMemory clients, String address) {
    clients.isNew(address, "budget/1.4", 0);
    return clients.isSwitch(0);
  }

  @Test
  void aFloodOfOneRouteDoesNotMakeTheOthersRare() {
    RouteShares shares = new RouteShares();
    for (int minute = 0; minute < 200; minute++) {
      shares.isRare(1 + minute % 4, minute);
    }
    for (int i = 0; i < 20_000; i++) {
      shares.isRare(1, 200 + i / 1000);
    }
    assertThat(shares.isRare(2, 221)).isFalse();
    assertThat(shares.isRare(77, 221)).isTrue();
  }

  @Test
  void routesAreBoundedAndSurviveBeingStored() throws IOException {
    RouteShares shares = new RouteShares();
    for (int minute = 0; minute < 100_000; minute++) {
      shares.isRare(1 + minute % 5, minute);
      shares.isRare(1000 + minute, minute);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    shares.writeTo(new DataOutputStream(bytes));
    assertThat(bytes.size()).isLessThan(1_600);
    RouteShares read = new RouteShares();
    read.readInto(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.isRare(3, 100_001)).isFalse();
    assertThat(read.isRare(7_777_777, 100_001)).isTrue();
  }
}
