import {UserError} from '../../errors.ts';
import type {SharedFiles} from './profiles.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The services that this program calls, as the SDK's variables spell them. */
const services = ['S3', 'IAM', 'STS', 'KMS', 'SQS', 'S3_CONTROL'] as const;
export type EndpointService = (typeof services)[number];

function isIgnored(environment: Environment): boolean {
	return environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
}

/**
 * Where the requests of a service go instead of AWS, by the rules of the SDK: its own variable, the variable for
 * all, the `services` section of the profile, the profile.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointOf(
	service: EndpointService,
	environment: Environment,
	files?: SharedFiles,
	profile = 'default',
): string | undefined {
	if (isIgnored(environment)) {
		return undefined;
	}

	const section = files?.profiles.get(profile);
	const ofService = files?.services.get(section?.services ?? '');
	return (
		environment[`AWS_ENDPOINT_URL_${service}`] ||
		environment.AWS_ENDPOINT_URL ||
		ofService?.[`${service.toLowerCase()}.endpoint_url`] ||
		section?.endpoint_url ||
		undefined
	);
}

/** Every address that requests go to instead of AWS, as it was given: it may hold a password. */
function endpointsGiven(
	environment: Environment,
	files?: SharedFiles,
	profile?: string,
): readonly string[] {
	const all = services.map((service) => endpointOf(service, environment, files, profile));
	return [...new Set(all.filter((address) => address !== undefined))];
}

/**
 * An address without what could let somebody in: user name, password, query and fragment. Undefined where it is no
 * address, or has an `@` anywhere else, since what stands before that could be part of a password.
 * https://url.spec.whatwg.org/#concept-url-parser
 */
function withoutSecrets(address: string): string | undefined {
	if (!/^https?:\/\/[^\s]+$/.test(address) || !URL.canParse(address)) {
		return undefined;
	}

	const {protocol, host, pathname} = new URL(address);
	const shown = `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
	return shown.includes('@') ? undefined : shown;
}

/**
 * Every address that requests go to instead of AWS, to be shown: without user names and passwords, joined by commas.
 * Absent where all go to AWS.
 */
export function endpointsInUse(
	environment: Environment,
	files?: SharedFiles,
	profile?: string,
): string | undefined {
	const addresses = new Set(
		endpointsGiven(environment, files, profile).map(
			(address) => withoutSecrets(address) ?? 'an address that is not valid',
		),
	);
	return addresses.size === 0 ? undefined : [...addresses].join(', ');
}

/**
 * Throws `UserError` where one of the addresses is none: the SDK would print over the screen, or call nobody. One
 * that could hold a password is not repeated: only an address can be cleared of it.
 */
export function refuseBadEndpoints(
	environment: Environment,
	files?: SharedFiles,
	profile?: string,
): void {
	const bad = endpointsGiven(environment, files, profile).find(
		(address) => withoutSecrets(address) === undefined,
	);
	if (bad !== undefined) {
		throw new UserError('The address to use instead of AWS is not valid', {
			problems: [
				{
					field: 'AWS_ENDPOINT_URL',
					...(/[@?#]/.test(bad) ? {} : {value: bad}),
					rule: 'This address, from the environment or from endpoint_url in ~/.aws/config, must begin with http:// or https:// and name a host. In a user name, password or path write "@" as %40 and "/" as %2F.',
					example: 'http://127.0.0.1:5000',
				},
			],
		});
	}
}

/** The address that the environment puts in the place of AWS, for a warning on the screen; absent for AWS itself. */
export function endpointOverride(): string | undefined {
	return endpointsInUse(process.env);
}
