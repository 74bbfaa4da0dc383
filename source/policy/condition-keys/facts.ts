import type {KeyState} from '../sets/index.ts';

/**
 * Who asks, seen from the customer:
 * - `vendor`: the vendor for this customer; what it sends is its own business and not known here;
 * - `other-customer`: somebody who works through the vendor, for another customer of it or for none;
 * - `colleague`: another user or role in the vendor's account;
 * - `stranger`: anybody with an AWS account that no document names;
 * - `nobody`: a request without a signature;
 * - `identity`: anybody with an account at a public identity provider.
 */
export type Party = 'vendor' | 'other-customer' | 'colleague' | 'stranger' | 'nobody' | 'identity';

/** As what somebody asks: a role's session, an IAM user, an account's root or federated user, or without a principal. */
export type PrincipalKind = 'session' | 'user' | 'root' | 'federated-user' | 'none';

/** What is known of a kind of requests, from which follows what AWS supplies with them. */
export type RequestFacts = {
	readonly party: Party;
	readonly principalKind: PrincipalKind;
	/** ARN of the user, role or federated user; a stranger's and a colleague's stands for any name in the account. */
	readonly principal: string | undefined;
	/** The provider that vouches for an `identity`: its ARN, or the name AWS knows it by. */
	readonly provider?: string;
	/** The canonical user ID of the principal's account, where it is known. */
	readonly canonicalUser?: string;
	readonly service: 's3' | 'kms' | 'sts';
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Of the bucket or the key; undefined for a role, of which the caller picks the endpoint. */
	readonly region: string | undefined;
	/** The account of the bucket, key or role. */
	readonly resourceAccount: string;
	/** Whether it is S3 that asks, in the requester's name. */
	readonly isThroughS3?: boolean;
	/** What is known of single keys beyond all this, by their names in lower case. */
	readonly values: ReadonlyMap<string, KeyState>;
};

/** Whether the requester sets at will what a requester can set. */
export function isChoosing({party}: RequestFacts): boolean {
	return party !== 'vendor';
}

/** Whether the requester has habits of its own, rather than the vendor's. */
export function isAnybody({party}: RequestFacts): boolean {
	return party === 'stranger' || party === 'colleague';
}

/** Whether the requester comes from a place of its own, rather than from the vendor's. */
export function isOutside({party}: RequestFacts): boolean {
	return party === 'stranger' || party === 'nobody' || party === 'identity';
}
