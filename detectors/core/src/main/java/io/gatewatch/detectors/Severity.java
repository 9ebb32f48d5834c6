package io.gatewatch.detectors;

/** How bad a finding is, were it true. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
