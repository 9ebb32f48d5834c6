/**
 * How a gateway written in Java reads the control topic. {@link io.gatewatch.gateways.QuotaTable}
 * holds the rules of the contract and knows no engine; {@link io.gatewatch.gateways.QuotaFollower}
 * feeds it from Kafka.
 */
package io.gatewatch.gateways;
