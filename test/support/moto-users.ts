import {
	CreateAccessKeyCommand,
	CreateUserCommand,
	IAMClient,
	PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type {PolicyDocument} from '../../source/policy/index.ts';

/** The access key of a user, as the environment holds it. */
export type UserKeys = {
	readonly AWS_ACCESS_KEY_ID: string;
	readonly AWS_SECRET_ACCESS_KEY: string;
};

/** Makes a user who may do what the policy says, or nothing at all. Moto must not check requests yet. */
export async function makeUser(
	endpoint: string,
	UserName: string,
	policy?: PolicyDocument,
): Promise<UserKeys> {
	const iam = new IAMClient({
		endpoint,
		region: 'us-east-1',
		credentials: {accessKeyId: 'testing', secretAccessKey: 'testing'},
	});
	await iam.send(new CreateUserCommand({UserName}));
	if (policy !== undefined) {
		await iam.send(
			new PutUserPolicyCommand({
				UserName,
				PolicyName: 'Own',
				PolicyDocument: JSON.stringify(policy),
			}),
		);
	}

	const {AccessKey} = await iam.send(new CreateAccessKeyCommand({UserName}));
	return {
		AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
		AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
	};
}

/**
 * Does something while moto checks signatures and permissions. It is told how many requests pass before it does so: none,
 * and afterwards any number again. Rejects where moto does not take that.
 * https://docs.getmoto.org/en/latest/docs/iam.html
 */
export async function whileMotoChecks<T>(endpoint: string, work: () => Promise<T>): Promise<T> {
	const letPass = async (requests: string) => {
		const {ok} = await fetch(`${endpoint}/moto-api/reset-auth`, {
			method: 'POST',
			headers: {'content-type': 'application/octet-stream'},
			body: requests,
		});
		if (!ok) {
			throw new Error('moto does not check permissions.');
		}
	};
	await letPass('0');
	try {
		return await work();
	} finally {
		await letPass('inf');
	}
}
