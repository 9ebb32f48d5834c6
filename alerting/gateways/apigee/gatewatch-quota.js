// Gatewatch's quotas in Apigee: looks for the limit of this call among the custom attributes of its developer app. The
// policies of this folder say where it stands. Only lowers: your own Quota and SpikeArrest policies keep running.
// Whatever is wrong here (no attribute, a value that cannot be read, one that is over) lets the call pass.
// An attribute is limit;until;minutes;key;value, where value is until:every:slack:since:spared:quota:version:limit.

// Operation groups are named as in gatewatch_scope.lua, function for function; one table of examples is tried with both.

function gatewatchSet(words) {
  var all = {};
  words.split(/\s+/).forEach(function (word) { all['=' + word] = true; });
  return function (word) { return all['=' + word] === true; };
}

var isReading = gatewatchSet('GET HEAD OPTIONS');
var isArrangement = gatewatchSet('api apis rest open-banking openbanking ob obie psd2 psd3 xs2a berlin-group berlingroup fdx ' +
  'aisp pisp cbpii public private internal external gateway service services mobile web app . ..');
var isLoginArea = gatewatchSet('oauth oauth1 oauth2 auth openid oidc sso saml saml2');
var isLoginEnding = gatewatchSet('token tokens login signin sign-in logon authorize authenticate auth');
var isLoginParent = gatewatchSet('session sessions identity identities connect openid-connect protocol realms');
var isWordWithDigits = gatewatchSet('oauth2 oauth1 psd2 psd3 saml2 http2 web3 s3 ec2 k8s i18n l10n iso20022 log4j base64 p2p ' +
  'b2b b2c c2b e2e 3ds 3ds2 x509 ipv4 ipv6 sha1 sha256 md5 mp3 mp4 utf8 auth0 2fa fdx5 mt940 camt053 pain001 phpmyadmin2 xs2a v2ray');
var isStage = gatewatchSet('alpha beta rc');
var MOST_SEGMENTS = 16, LONGEST_WORD = 40, LONGEST_VERSION = 12, MOST_PARTS = 6;

function gatewatchEncode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, function (c) {
    return '%' + c.charCodeAt(0).toString(16).toUpperCase();
  });
}

function gatewatchIsVersion(segment) {
  var parts = /^v([\d.]*\d)([a-z]*)(\d*)$/.exec(segment);
  if (!parts || segment.length > LONGEST_VERSION || parts[3].length > 3 || !(parts[2] === '' || isStage(parts[2]))) return false;
  return parts[1].split('.').every(function (number) { return number !== '' && number.length <= 3; });
}

// Whether a segment in lower case is a word rather than an id.
function gatewatchIsWord(segment) {
  if (segment.length > LONGEST_WORD) return false;
  if (segment === '.' || segment === '..') return true;
  if (/\d/.test(segment)) return isWordWithDigits(segment);
  if (!/^\$?[a-z\-_.~]+$/.test(segment)) return false;
  var parts = (segment.match(/[a-z]+/g) || []).length;
  return parts >= 1 && parts <= MOST_PARTS;
}

function gatewatchDecoded(text) {
  return text.replace(/%([0-9a-fA-F]{2})/g, function (all, hex) { return String.fromCharCode(parseInt(hex, 16)); });
}

function gatewatchLower(text) {
  return text.replace(/[A-Z]+/g, function (letters) { return letters.toLowerCase(); });
}

// RFC 3986: what needs no percent sign has none, and neither scheme, query nor fragment.
function gatewatchSpelled(target) {
  var path = /^[^?#]*/.exec(target)[0];
  var absolute = path.charAt(0) === '/' ? null : /^[^\/]+:\/\/[^\/]*([\s\S]*)$/.exec(path);
  return (absolute ? absolute[1] : path).replace(/%([0-9a-fA-F]{2})/g, function (all, hex) {
    var one = String.fromCharCode(parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(one) ? one : all;
  });
}

// Nothing lies above the root, so a .. there stays.
function gatewatchWithoutDots(segments) {
  var kept = [];
  segments.forEach(function (segment) {
    if (segment === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  });
  return kept;
}

// As the most obliging backend reads a path: decoded twice, backslashes as slashes, without control characters.
function gatewatchObliging(path) {
  return gatewatchDecoded(gatewatchDecoded(path)).replace(/[\x00-\x1f\x7f]/g, '').replace(/\\/g, '/');
}

// Its segments, without parameters and empty ones.
function gatewatchObligingSegments(read) {
  return read.split('/').map(function (segment) { return segment.split(';')[0]; })
    .filter(function (text) { return text !== ''; });
}

// Whether every backend finds the same path in a target as we do.
function gatewatchIsPlain(target, path, kept) {
  if (/^[^?]*#/.test(target) || !/^(\/|[a-zA-Z][a-zA-Z0-9+.\-]*:\/\/[a-zA-Z0-9.:\[\]\-]*\/)/.test(target)) return false;
  var read = gatewatchObliging(path);
  if (read.slice(0, 2) === '//') return false;
  var segments = gatewatchObligingSegments(read);
  if (segments.indexOf('.') < 0 && segments.indexOf('..') < 0) return true;
  var ours = gatewatchObligingSegments(gatewatchObliging(kept.join('/')));
  return !/[?#]/.test(read) && gatewatchWithoutDots(segments).join('/') === ours.join('/');
}

// Whether a segment can lie above a log-in and be no resource of its own.
function gatewatchIsAboveLogin(text, before) {
  return isArrangement(text) || isLoginArea(text) || isLoginEnding(text) || isLoginParent(text) || before === 'realms' ||
    gatewatchIsVersion(text) || /^(\d+|[0-9a-f\-]{36})$/.test(text);
}

// Whether what stands in front of the word that names a group is surely no resource.
function gatewatchIsSure(texts, naming, byLast) {
  return texts.slice(0, naming).every(function (text, i) {
    return /^[a-z0-9._~\-]*$/.test(text) && (!byLast || gatewatchIsAboveLogin(text, texts[i - 1]));
  });
}

// The operation group; whether it is clear, since what is not may not be spared by its name; and whether the path alone is.
function gatewatchScope(method, target) {
  var path = gatewatchSpelled(target);
  var kept = gatewatchWithoutDots(path.replace(/^\//, '').split('/'));
  var texts = [], resource = null, resourceAt = 0, last = null, lastAt = 0;
  kept.forEach(function (segment) {
    if (segment === '') return;
    var text = gatewatchLower(segment.charAt(0) + segment.slice(1).split(';')[0]);
    texts.push(text);
    if (texts.length > MOST_SEGMENTS || !gatewatchIsWord(text) || gatewatchIsVersion(text)) return;
    last = text;
    lastAt = texts.length - 1;
    if (resource === null && !isArrangement(text)) {
      resource = text;
      resourceAt = lastAt;
    }
  });
  resource = resource || last || 'root';
  var byLast = !isLoginArea(resource) && last !== null && isLoginEnding(last);
  var login = byLast || isLoginArea(resource);
  var plain = gatewatchIsPlain(target, path, kept);
  return {
    group: login ? 'auth.write' : resource + (isReading(method) ? '.read' : '.write'),
    clear: plain && gatewatchIsSure(texts, byLast ? lastAt : resourceAt, byLast),
    plain: plain
  };
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
// named is the group where the operator says it, target the request's path as it came.
function gatewatchLimit(xml, method, target, named, now) {
  var found = gatewatchScope(method, target);
  var group = gatewatchEncode(named || found.group);
  var clear = named ? found.plain : found.clear;
  var attributes = gatewatchAttributes(xml);
  var limit = gatewatchRead(attributes['gatewatch-quota.' + group], now);
  var scope = group;
  if (!limit) {
    limit = gatewatchRead(attributes['gatewatch-quota'], now);
    scope = '*';
    if (!limit || (clear && gatewatchSpares(limit.spared, group))) return null;
  }
  limit.scope = scope;
  limit.retry = limit.limit === 0 ? Math.max(1, limit.until - now) : Math.ceil(limit.minutes * 60 / limit.limit);
  return limit;
}

if (typeof context !== 'undefined') {
  try {
    var limit = gatewatchLimit(
      String(context.getVariable('AccessEntity.AE-Gatewatch-App') || ''), String(context.getVariable('request.verb')),
      String(context.getVariable('request.uri')), context.getVariable('gatewatch.group'), Math.floor(Date.now() / 1000));
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
