/** What consents are used for: how often an agent looks into an account without its customer. */
package io.gatewatch.features.consent;
