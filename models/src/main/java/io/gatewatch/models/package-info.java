/**
 * Learned models of ordinary behaviour: trained by Tribuo, which nobody above this floor sees,
 * scored from flat arrays, carried as one JSON file with its card.
 */
package io.gatewatch.models;
