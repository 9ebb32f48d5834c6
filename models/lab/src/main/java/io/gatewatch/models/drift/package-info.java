/**
 * Whether a model still sees what it was made for: over a training set, as the running system does.
 */
package io.gatewatch.models.drift;
