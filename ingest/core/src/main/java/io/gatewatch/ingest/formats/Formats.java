package io.gatewatch.ingest.formats;

import io.gatewatch.ingest.apigee.ApigeeReader;
import io.gatewatch.ingest.awsapigateway.AwsApiGatewayReader;
import io.gatewatch.ingest.azureapim.AzureApimReader;
import io.gatewatch.ingest.combined.CombinedReader;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.envoy.EnvoyReader;
import io.gatewatch.ingest.haproxy.HaproxyReader;
import io.gatewatch.ingest.kong.KongReader;
import io.gatewatch.ingest.mulesoft.MuleSoftReader;
import io.gatewatch.ingest.nginx.NginxReader;
import java.util.List;

/** All formats that are read: the one list that receivers, replay and doctor share. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(
          new Format("kong", Framing.JSON, KongReader::new),
          new Format("apigee", Framing.JSON, ApigeeReader::new),
          new Format("mulesoft", Framing.EITHER, MuleSoftReader::new),
          new Format("envoy", Framing.EITHER, EnvoyReader::new),
          new Format("nginx", Framing.EITHER, NginxReader::new),
          new Format("combined", Framing.TEXT, CombinedReader::new),
          new Format("haproxy", Framing.EITHER, HaproxyReader::new),
          new Format(
              "aws-apigateway", Framing.JSON, new Batch("logEvents"), AwsApiGatewayReader::new),
          new Format("azure-apim", Framing.JSON, new Batch("records"), AzureApimReader::new));

  private Formats() {}

  /** Every format, in the order of the documentation. */
  public static List<Format> all() {
    return ALL;
  }

  /** Their names. */
  public static List<String> names() {
    return ALL.stream().map(Format::name).toList();
  }

  /**
   * Says no to identity rules for a format that does not exist: mistyped, they would change
   * nothing.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static IngestConfig checked(IngestConfig config) {
    for (String name : config.formats()) {
      if (named(name) == null) {
        throw new IllegalArgumentException(
            "configuration: identity."
                + name
                + ": no such format (expected: "
                + String.join(", ", names())
                + ")");
      }
    }
    return config;
  }

  /** The format of a name; null when there is none. */
  public static Format named(String name) {
    for (Format format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    return null;
  }
}
