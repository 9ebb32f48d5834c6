/**
 * MuleSoft by Anypoint's API Manager: a limit is an SLA tier that the agent's contract is moved to,
 * and from which the reader moves it back. Not run against the real product.
 */
package io.gatewatch.gateways.mulesoft;
