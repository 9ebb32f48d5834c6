/**
 * The walls of the house: who may import whom, checked over the compiled classes of all modules.
 */
package io.gatewatch.walls;
