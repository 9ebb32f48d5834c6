/**
 * The alerting room: {@link io.gatewatch.streamsapp.AlertingApp} runs the folds of {@code
 * io.gatewatch.alerting} on Kafka Streams, exactly once. It lends them stores and transport, stamps
 * and signs quota updates, and decides nothing.
 */
package io.gatewatch.streamsapp;
