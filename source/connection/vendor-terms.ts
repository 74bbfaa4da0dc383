import type {Encryption} from '../aws/index.ts';

/**
 * How the vendor gets in: by assuming a role in the customer's account with an external ID, or with a role of its
 * own that the customer's bucket and key policies name.
 */
export const accessWays = ['customer-role', 'vendor-role'] as const;
export type AccessWay = (typeof accessWays)[number];

/** A value that only this vendor asks for, e.g. a tenant ID. */
export type VendorInput = {
	/** Name in the connection file, camel case; the flag is the same in kebab case. */
	readonly field: string;
	readonly label: string;
	/** ECMAScript regular expression for the whole value. */
	readonly pattern: string;
	/** The rule in words, as shown when the value breaks it. */
	readonly rule: string;
	readonly example: string;
	/** Where a person finds the value. */
	readonly where: string;
	/** What happens if it is wrong. */
	readonly ifWrong: string;
	/** The value that stands in the vendor's article, which people copy by mistake. */
	readonly articleExample?: string;
};

export const principalKinds = ['user', 'role', 'account'] as const;

/** Who at the vendor gets access. */
export type PrincipalTerms =
	/** The article names a user, a role, or a whole account as `arn:aws:iam::ACCOUNT:root`. */
	| {
			readonly from: 'article';
			readonly arn: string;
			/** The user or role of that account that does the work, where the vendor names it. */
			readonly narrower?: string;
	  }
	/** One of several, by what the customer says in an input, such as its data center. */
	| {
			readonly from: 'choice';
			/** Name of the input, which is among those of the profile. */
			readonly input: string;
			readonly choices: readonly {
				readonly value: string;
				/** What it means. */
				readonly title: string;
				readonly arn: string;
			}[];
	  }
	/** Each customer has its own, which the vendor's product shows. */
	| {
			readonly from: 'product';
			readonly kind: (typeof principalKinds)[number];
			/** Whether the product may show several. */
			readonly several: boolean;
			/** As the product calls it. */
			readonly label: string;
			readonly where: string;
			readonly example: string;
	  };

/** The part of the bucket that a vendor works in. */
export type FolderTerms = {
	/** What the vendor always works in, under the customer's own where that is asked for; without a slash at either end. */
	readonly fixed?: string;
	/** Whether the customer is asked for one: it has to give one, or may; absent where it is not asked. */
	readonly asked?: 'required' | 'optional';
	/** As the vendor calls what is asked for. */
	readonly label?: string;
	/** Where it is set in the vendor's product. */
	readonly where?: string;
	readonly example?: string;
};

export const queueOwners = ['customer', 'vendor'] as const;

/** The SQS queue that gets the events of the bucket. */
export type QueueTerms = {
	/** The customer, in the account and Region of the bucket; or the vendor, whose product shows it. */
	readonly of: (typeof queueOwners)[number];
	/** Where a person finds its ARN. */
	readonly where: string;
	readonly example: string;
};

/** Who makes up the external ID with which a vendor takes the customer's role. */
export type ExternalIdTerms =
	/** The customer; any text that AWS takes will do. */
	| {readonly from: 'customer'}
	/** The vendor, whose product shows it. */
	| ({readonly from: 'vendor'} & ShownValue & {
				/** What it always begins with, before what is the customer's own. */
				readonly fixed?: string;
			})
	/** Nobody: the vendor sends none, and so nothing tells its customers apart. */
	| {readonly from: 'none'};

/** A value that the vendor's product shows. */
export type ShownValue = {
	/** Where a person finds it. */
	readonly where: string;
	readonly example: string;
	/** ECMAScript regular expression for the whole value, and the rule in words; absent where its form is not known. */
	readonly form?: {readonly pattern: string; readonly rule: string};
};

/** Rules for the bucket that need no more said. */
export const plainBucketRules = [
	'no-dots',
	'empty',
	'no-object-lock',
	'versioning',
	'acls',
] as const;

/** What a vendor asks of the bucket. */
export type BucketRule =
	| {readonly rule: (typeof plainBucketRules)[number]}
	/** One of these Regions. */
	| {readonly rule: 'regions'; readonly regions: readonly string[]}
	/** The Region of something that the customer has at the vendor, such as its account there. */
	| {readonly rule: 'same-region'; readonly as: string};

/** What of a vendor's profile a connection has to agree with. */
export type VendorTerms = {
	readonly id: string;
	readonly name: string;
	readonly access: AccessWay;
	readonly principal: PrincipalTerms;
	readonly externalId: ExternalIdTerms;
	/** The role that the vendor has in many accounts already, made for something else. */
	readonly existingRole?: {
		/** As the vendor names it by default. */
		readonly name: string;
		/** What it was made for. */
		readonly of: string;
	};
	/** Absent where the vendor works on the whole bucket. */
	readonly folder?: FolderTerms;
	/** Absent where no queue gets the events of the bucket. */
	readonly queue?: QueueTerms;
	/** Whether a document, the form or another text names the account that owns the bucket. */
	readonly namesAccount?: boolean;
	readonly purposes: readonly {readonly id: string; readonly title: string}[];
	readonly encryption: readonly Encryption[];
	readonly inputs: readonly VendorInput[];
	/** What the vendor asks of the bucket; nothing where it is left out. */
	readonly bucketRules?: readonly BucketRule[];
};
