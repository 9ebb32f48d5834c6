package io.gatewatch.console;

/**
 * Where the page points to; each may be null, then it is not shown.
 *
 * @param flinkUi address of Flink's own pages
 * @param receiver address that takes log lines
 * @param sampleTenant tenant of the sample traffic, marked as such on the page
 */
public record ConsoleLinks(String flinkUi, String receiver, String sampleTenant) {
  /** No links. */
  public static ConsoleLinks none() {
    return new ConsoleLinks(null, null, null);
  }
}
