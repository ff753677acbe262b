import { UserMistake } from '../core/errors.ts';

/**
 * A base URL as it is used and recorded: http or https, no trailing slash. It becomes part of a run's manifest,
 * so it must not carry a secret. Throws UserMistake, without repeating what may be one.
 */
export function checkedEndpoint(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UserMistake('The base URL is not an http or https address.', {
      hint: 'For instance --base-url http://127.0.0.1:8000/v1',
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UserMistake(`The base URL of ${url.host} holds a user name, a password, a query or a fragment.`, {
      hint: 'Leave them out, and give the key in the environment variable of the provider.',
    });
  }
  return url.href.replace(/\/+$/, '');
}

/** The base URL of a provider that has none of its own. */
export function requiredEndpoint(baseUrl: string | undefined, model: string): string {
  if (baseUrl === undefined) {
    throw new UserMistake(`${model} needs the address of its server.`, {
      hint: 'Add --base-url, for instance http://127.0.0.1:11434/v1 for Ollama or http://127.0.0.1:8000/v1 for vLLM.',
    });
  }
  return checkedEndpoint(baseUrl);
}
