import type { CweId } from '../../core/cwe.ts';

/**
 * What bandit's plugins are about, by number: B608 of bandit and S608 of ruff are one rule. Our own reading of each
 * rule, most precise weakness first: bandit's own tags give CWE-20 for unsafe YAML and XML, and CWE-78 for eval.
 * Rules that later versions dropped are kept, since older ones are installed.
 */
const weaknesses: Readonly<Record<string, readonly number[]>> = {
  // 1xx: various
  101: [703], // assert
  102: [95], // exec
  103: [732], // permissive file mode
  104: [1327, 605], // bound to every interface
  105: [259], // password in a string
  106: [259], // … in an argument
  107: [259], // … in a default
  108: [377], // a fixed name in /tmp
  109: [259], // … in a configuration option
  110: [390, 703], // try, except, pass
  111: [250], // run as root
  112: [390, 703], // try, except, continue
  113: [400], // a request without a time limit
  // 2xx: misconfiguration
  201: [489, 94], // Flask's debugger
  202: [22], // tar members unchecked
  // 3xx: calls
  301: [502], // pickle
  302: [502], // marshal
  303: [328, 327], // MD5, SHA-1
  304: [327], // weak ciphers
  305: [327], // ECB
  306: [377], // mktemp
  307: [95], // eval
  308: [79], // mark_safe
  309: [295], // HTTPSConnection
  310: [918, 22], // urlopen of any scheme
  311: [330], // random
  312: [319], // telnetlib
  313: [611, 776], // XML parsers …
  314: [611, 776],
  315: [611, 776],
  316: [611, 776],
  317: [611, 776],
  318: [611, 776],
  319: [611, 776],
  320: [611, 776],
  321: [319], // ftplib
  322: [95], // input() of Python 2
  323: [295], // a TLS context that verifies nothing
  324: [328, 327], // hashlib.new and weak hashes
  325: [377], // tempnam
  // 4xx: imports
  401: [319],
  402: [319],
  403: [502],
  404: [78],
  405: [611, 776],
  406: [611, 776],
  407: [611, 776],
  408: [611, 776],
  409: [611, 776],
  410: [611, 776],
  411: [611, 776],
  412: [454], // CGI handlers: HTTP_PROXY out of a header
  413: [327, 1104], // pycrypto
  414: [327], // pycryptodome
  415: [319], // IPMI
  // 5xx: cryptography
  501: [295], // verify=False
  502: [327], // old TLS versions …
  503: [327],
  504: [327],
  505: [326], // short keys
  506: [502], // yaml.load
  507: [295, 322], // unknown SSH hosts accepted
  508: [319], // SNMP before version 3
  509: [319], // SNMP without encryption
  // 6xx: injection
  601: [78], // paramiko
  602: [78], // subprocess with a shell …
  603: [78, 88], // … and without one
  604: [78],
  605: [78],
  606: [78],
  607: [426], // a program without its path
  608: [89], // SQL made of strings
  609: [88, 155], // a wildcard in a command
  610: [89], // Django's extra()
  611: [89], // Django's RawSQL
  612: [94], // logging configuration from a socket
  613: [838, 1007], // bidirectional characters in source
  614: [502], // torch.load
  615: [494], // models without a fixed revision
  // 7xx: templates
  701: [79], // Jinja2 without autoescape
  702: [79], // Mako
  703: [79], // Django's mark_safe
  704: [79], // Markup
};

/** The weaknesses of a rule of bandit or ruff (`B608`, `S608`), most precise first; empty when the rule is none of these. */
export function banditCwes(rule: string): readonly CweId[] {
  const number = /^[BS](\d{3})$/.exec(rule)?.[1];
  const found = number === undefined || !Object.hasOwn(weaknesses, number) ? [] : (weaknesses[number] ?? []);
  return found.map((id): CweId => `CWE-${id}`);
}

/** The numbers of all rules that the table knows. */
export const banditNumbers: readonly string[] = Object.keys(weaknesses);
