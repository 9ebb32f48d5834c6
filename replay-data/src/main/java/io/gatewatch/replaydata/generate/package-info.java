/**
 * Seeded open-banking traffic as a gateway would log it, with labelled attacks and harmless
 * surprises. Start at {@link io.gatewatch.replaydata.generate.TrafficGenerator}: a heap of {@link
 * io.gatewatch.replaydata.generate.Source sources} (fleet hours, sessions, attacks), each with its
 * own random stream, gives lines in the order of their responses' end. Everything is a function of
 * the scenario and the moment, so a stream can be started anywhere and adding an agent leaves the
 * others as they were.
 */
package io.gatewatch.replaydata.generate;
