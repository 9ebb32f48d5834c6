package io.gatewatch.replaydata.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours, from the jar's manifest, and the JVM's. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String ours = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "gatewatch " + (ours == null ? "(not packaged)" : ours), "Java " + Runtime.version()
    };
  }
}
