import {UserError} from '../../errors.ts';
import type {SharedFiles} from './profiles.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The services that this program calls, as the SDK's variables spell them. */
const services = ['S3', 'IAM', 'STS', 'KMS', 'S3_CONTROL'] as const;
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

/** Every address that requests go to instead of AWS, joined by commas; absent where all go to AWS. */
export function endpointsInUse(
	environment: Environment,
	files?: SharedFiles,
	profile?: string,
): string | undefined {
	const all = services.map((service) => endpointOf(service, environment, files, profile));
	const addresses = new Set(all.filter((address) => address !== undefined));
	return addresses.size === 0 ? undefined : [...addresses].join(', ');
}

/** Throws `UserError` where one of the addresses is none: the SDK would print over the screen, or call nobody. */
export function refuseBadEndpoints(endpoints: string | undefined): void {
	for (const endpoint of endpoints?.split(', ') ?? []) {
		if (!/^https?:\/\/./.test(endpoint) || !URL.canParse(endpoint)) {
			throw new UserError('The address to use instead of AWS is not valid', {
				problems: [
					{
						field: 'AWS_ENDPOINT_URL',
						value: endpoint,
						rule: 'This address, from the environment or from endpoint_url in ~/.aws/config, must begin with http:// or https://.',
						example: 'http://127.0.0.1:5000',
					},
				],
			});
		}
	}
}

/** The address that the environment puts in the place of AWS, for a warning on the screen; absent for AWS itself. */
export function endpointOverride(): string | undefined {
	return endpointsInUse(process.env);
}
