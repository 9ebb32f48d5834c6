package io.gatewatch.ingest.awsapigateway;

import io.gatewatch.ingest.formats.AnyLineProperties;

class AwsApiGatewayPropertyTest extends AnyLineProperties {
  AwsApiGatewayPropertyTest() {
    super("aws-apigateway");
  }
}
