import {IAMClient} from '@aws-sdk/client-iam';
import {KMSClient} from '@aws-sdk/client-kms';
import {S3Client, type S3ClientConfig} from '@aws-sdk/client-s3';
import {S3ControlClient} from '@aws-sdk/client-s3-control';
import {SQSClient} from '@aws-sdk/client-sqs';
import {STSClient} from '@aws-sdk/client-sts';
import type {CredentialProvider} from '../sign-in/credentials.ts';

export type ClientOptions = {
	readonly credentials: CredentialProvider;
	/** Region for the questions that belong to no region. */
	readonly region: string;
	/** Profile whose settings (attempts, endpoints) count; the environment's or the default one where absent. */
	readonly profile?: string;
	/** Milliseconds for opening a connection. */
	readonly connectionTimeout: number;
	/** How requests leave this machine: gives what sends them, for each client anew. */
	readonly network: {
		readonly handler: (connectionTimeout: number) => NonNullable<S3ClientConfig['requestHandler']>;
	};
	/** Where S3 requests go instead of AWS; buckets are then named in the path rather than in the host's name. */
	readonly s3Endpoint?: string | undefined;
	/** Where S3 Control requests go instead of AWS. */
	readonly s3ControlEndpoint?: string | undefined;
	readonly retryStrategy?: NonNullable<S3ClientConfig['retryStrategy']>;
	/** How often the SDK tries a request; what the profile or the environment says where absent. */
	readonly maxAttempts?: number;
};

/** One client for each service and region, made when first asked for and shared by all looks. */
export type Clients = {
	readonly s3: (region: string) => S3Client;
	readonly kms: (region: string) => KMSClient;
	readonly sqs: (region: string) => SQSClient;
	readonly iam: () => IAMClient;
	readonly sts: () => STSClient;
	readonly s3Control: () => S3ControlClient;
};

function byRegion<Client>(create: (region: string) => Client): (region: string) => Client {
	const clients = new Map<string, Client>();

	return (region) => {
		const client = clients.get(region) ?? create(region);
		clients.set(region, client);
		return client;
	};
}

/** S3 Control puts the account ID in front of the host's name, and only AWS itself answers to such names. */
function isFromAws(endpoint: string): boolean {
	return URL.canParse(endpoint) && /\.amazonaws\.com$/.test(new URL(endpoint).hostname);
}

/**
 * Clients that send each request once. For what changes something: where an answer gets lost, the SDK would send the
 * change again, over whatever somebody else wrote in between.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function createWritingClients({
	retryStrategy: _strategy,
	...options
}: ClientOptions): Clients {
	return createClients({...options, maxAttempts: 1});
}

/** The clients of the SDK with what they have in common. */
export function createClients(options: ClientOptions): Clients {
	const {s3Endpoint, s3ControlEndpoint} = options;
	// For each client anew, so that each has connections of its own.
	const common = () => ({
		credentials: options.credentials,
		requestHandler: options.network.handler(options.connectionTimeout),
		...(options.profile !== undefined && {profile: options.profile}),
		...(options.retryStrategy !== undefined && {retryStrategy: options.retryStrategy}),
		...(options.maxAttempts !== undefined && {maxAttempts: options.maxAttempts}),
	});
	const iam = byRegion((region) => new IAMClient({...common(), region}));
	const sts = byRegion((region) => new STSClient({...common(), region}));
	const s3Control = byRegion(
		(region) =>
			new S3ControlClient({
				...common(),
				region,
				...(s3ControlEndpoint !== undefined &&
					!isFromAws(s3ControlEndpoint) && {
						endpointProvider: () => ({url: new URL(s3ControlEndpoint)}),
					}),
			}),
	);

	return {
		s3: byRegion(
			(region) => new S3Client({...common(), region, forcePathStyle: s3Endpoint !== undefined}),
		),
		kms: byRegion((region) => new KMSClient({...common(), region})),
		// The address of a queue names it; where requests go is for the region and the settings to say.
		sqs: byRegion((region) => new SQSClient({...common(), region, useQueueUrlAsEndpoint: false})),
		iam: () => iam(options.region),
		sts: () => sts(options.region),
		s3Control: () => s3Control(options.region),
	};
}
