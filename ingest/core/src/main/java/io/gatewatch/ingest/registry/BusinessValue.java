package io.gatewatch.ingest.registry;

/** What an agent's calls are worth to the bank. */
public enum BusinessValue {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
