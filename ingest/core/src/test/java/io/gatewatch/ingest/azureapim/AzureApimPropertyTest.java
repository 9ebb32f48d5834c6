package io.gatewatch.ingest.azureapim;

import io.gatewatch.ingest.formats.AnyLineProperties;

class AzureApimPropertyTest extends AnyLineProperties {
  AzureApimPropertyTest() {
    super("azure-apim");
  }
}
