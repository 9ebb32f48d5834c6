/**
 * nginx with Lua, and Kong: limits lie in a shared dictionary whose entries end by themselves. The
 * Lua module and what the operator has to put into his configuration lie in {@code
 * alerting/gateways/nginx} and {@code alerting/gateways/kong}.
 */
package io.gatewatch.gateways.nginx;
