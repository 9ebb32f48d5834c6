/**
 * Log lines over syslog: TCP with octet counting or lines, and UDP, in the envelope of RFC 5424, of
 * RFC 3164 or in none. Takes off the envelope and hands on what the gateway wrote; knows neither
 * formats nor Kafka. Syslog proves no sender, so a listener takes from stated networks alone.
 */
package io.gatewatch.collector.syslog;
