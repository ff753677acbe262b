import { UserMistake } from '../core/errors.ts';
import type { Variables } from './model-options.ts';

/** The value of a variable without surrounding white space; undefined when it is unset or blank. */
export function optionalSecret(env: Variables, variable: string): string | undefined {
  const value = env[variable]?.trim();
  if (value === undefined || value === '') return undefined;
  // fetch quotes the whole header, key included, in its complaint about such a character
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new UserMistake(`${variable} holds a character that cannot stand in a request.`, {
      hint: `Set ${variable} again, without quotes, blanks or line breaks inside.`,
    });
  }
  return value;
}

/** The value of a variable that `model` cannot do without. Throws UserMistake that names it, never its value. */
export function requiredSecret(env: Variables, variable: string, model: string): string {
  const value = optionalSecret(env, variable);
  if (value === undefined) {
    throw new UserMistake(`${model} needs a key, and ${variable} is not set.`, {
      hint: `Set it: export ${variable}=…`,
    });
  }
  return value;
}

export type AwsCredentials =
  | { readonly apiKey: string }
  | { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

/** A Bedrock key, or an access key pair. Throws UserMistake that names the missing variables. */
export function awsCredentials(env: Variables, model: string): AwsCredentials {
  const apiKey = optionalSecret(env, 'AWS_BEARER_TOKEN_BEDROCK');
  if (apiKey !== undefined) return { apiKey };
  const accessKeyId = optionalSecret(env, 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = optionalSecret(env, 'AWS_SECRET_ACCESS_KEY');
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new UserMistake(
      `${model} needs a key: set AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      { hint: 'Profiles of ~/.aws are not read: export the variables.' },
    );
  }
  const sessionToken = optionalSecret(env, 'AWS_SESSION_TOKEN');
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

/** The region of `AWS_REGION`. Throws UserMistake when it is not set or is no region's name. */
export function awsRegion(env: Variables, model: string): string {
  const region = env['AWS_REGION']?.trim() ?? '';
  // the region becomes part of a host name
  if (!/^[a-z0-9-]+$/.test(region)) {
    throw new UserMistake(
      region === '' ? `${model} needs a region, and AWS_REGION is not set.` : 'AWS_REGION is not the name of a region.',
      { hint: 'For instance: export AWS_REGION=eu-central-1' },
    );
  }
  return region;
}
