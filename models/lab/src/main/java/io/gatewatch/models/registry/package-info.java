/**
 * Where models are kept and who let them judge: contents by their hash, a chain of events from
 * which stages follow, the gates of a promotion, and what analysts have called false as fixtures.
 */
package io.gatewatch.models.registry;
