/**
 * OTLP log records as lines of a gateway. A request, protobuf or JSON, is decoded, each record of
 * it becomes one line for one of our parsers, and the answer is encoded. Knows neither HTTP nor
 * Kafka.
 */
package io.gatewatch.collector.otlp;
