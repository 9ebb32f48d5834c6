/**
 * What is usual for a series of amounts, such as calls or bytes a minute, and how surprising the
 * next one is: {@link io.gatewatch.features.volume.VolumeBaseline}. It asks four {@code Signal}s
 * (level and change, of one amount and of an hour), each of which holds a value against the range
 * that the same hours of other days have reached ({@code DayRange}), and asks how rare it is to
 * leave that range so far ({@code ExcessTail}).
 */
package io.gatewatch.features.volume;
