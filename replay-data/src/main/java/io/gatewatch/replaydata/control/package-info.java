/**
 * Publishing to {@code gatewatch.control} from this machine: what changes the answer gets a version
 * and a position, so that nothing takes effect in the middle of a round.
 */
package io.gatewatch.replaydata.control;
