// Gatewatch's quotas in Apigee: looks for the limit of this call among the custom attributes of its developer app. The
// policies of this folder say where it stands. Only lowers: your own Quota and SpikeArrest policies keep running.
// Whatever is wrong here (no attribute, a value that cannot be read, one that is over) lets the call pass.
// An attribute is limit;until;minutes;key;value, where value is until:every:slack:since:spared:quota:version:limit.

var PREFIXES = /^(\/(apis?|rest|open-?banking|ob|obie|psd[23]|xs2a|berlin-?group|fdx|aisp|pisp|cbpii|public|private|internal|external|gateway|services?|mobile|web|app|v[0-9.]+))+\//;

function gatewatchEncode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, function (c) {
    return '%' + c.charCodeAt(0).toString(16).toUpperCase();
  });
}

function gatewatchDecode(path) {
  try {
    return decodeURIComponent(path);
  } catch (e) {
    return path;
  }
}

// Operation group: resource.read or resource.write by the first segment that tells something.
function gatewatchGroup(method, path) {
  var clean = gatewatchDecode(path).toLowerCase().replace(/\/+/g, '/').replace(PREFIXES, '/');
  return clean.split('/')[1] + (/^(GET|HEAD|OPTIONS)$/.test(method) ? '.read' : '.write');
}

function gatewatchAttributes(xml) {
  var found = {};
  var each = /<Name>gatewatch-quota((?:\.[^<]*)?)<\/Name>\s*<Value>([^<]*)<\/Value>/g;
  for (var match = each.exec(xml); match; match = each.exec(xml)) found['gatewatch-quota' + match[1]] = match[2];
  return found;
}

function gatewatchRead(text, now) {
  var parts = /^(\d{1,9});(\d{1,12});(\d{1,9});[^;]+;([^;]+)$/.exec(text || '');
  var rest = parts && parts[4].split(':');
  if (!rest || rest.length !== 8 || Number(parts[2]) <= now) return null;
  return {limit: Number(parts[1]), until: Number(parts[2]), minutes: Number(parts[3]), spared: rest[4], quota: decodeURIComponent(rest[5])};
}

function gatewatchSpares(spared, group) {
  if (spared === '-') return false;
  return spared.split(',').some(function (glob) {
    return new RegExp('^' + glob.replace(/[.]/g, '[.]').replace(/%2A/g, '.*') + '$').test(group);
  });
}

// The limit that holds, or null. The narrow one, else that on all operations unless it spares this group.
function gatewatchLimit(xml, method, path, named, now) {
  var group = gatewatchEncode(named || gatewatchGroup(method, path));
  var attributes = gatewatchAttributes(xml);
  var limit = gatewatchRead(attributes['gatewatch-quota.' + group], now);
  var scope = group;
  if (!limit) {
    limit = gatewatchRead(attributes['gatewatch-quota'], now);
    scope = '*';
    if (!limit || gatewatchSpares(limit.spared, group)) return null;
  }
  limit.scope = scope;
  limit.retry = limit.limit === 0 ? Math.max(1, limit.until - now) : Math.ceil(limit.minutes * 60 / limit.limit);
  return limit;
}

if (typeof context !== 'undefined') {
  try {
    var limit = gatewatchLimit(
      String(context.getVariable('AccessEntity.AE-Gatewatch-App') || ''), String(context.getVariable('request.verb')),
      String(context.getVariable('request.path')), context.getVariable('gatewatch.group'), Math.floor(Date.now() / 1000));
    if (limit) {
      context.setVariable('gatewatch.limited', limit.limit === 0 ? 'none' : 'some');
      context.setVariable('gatewatch.limit', String(limit.limit));
      context.setVariable('gatewatch.minutes', String(limit.minutes));
      context.setVariable('gatewatch.counter', context.getVariable('apigee.client_id') + '|' + limit.scope);
      context.setVariable('gatewatch.reference', limit.quota);
      context.setVariable('gatewatch.retry', String(limit.retry));
    }
  } catch (e) {
    print('gatewatch: ' + e);
  }
}
