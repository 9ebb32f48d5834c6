/**
 * The whole system in one JVM, for one person's machine: a real broker ({@link
 * io.gatewatch.replaydata.up.EmbeddedBroker}), the topics of the contract ({@link
 * io.gatewatch.replaydata.up.Topics}), a Flink mini-cluster that finds its own checkpoints ({@link
 * io.gatewatch.replaydata.up.EmbeddedFlink}) and the rooms, started and stopped in one order by
 * {@code OneMachineStack}. Nothing here decides anything about traffic.
 */
package io.gatewatch.replaydata.up;
