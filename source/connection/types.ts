import type {Encryption} from '../aws/index.ts';

/** Everything that the customer and the vendor have to agree on. Valid by construction. */
export type Connection = {
	readonly version: 1;
	/** Id of a built-in vendor profile, or the path of a profile file. */
	readonly vendor: string;
	readonly purpose: string;
	readonly bucket: string;
	readonly region: string;
	/** Twelve digits; text, since leading zeros count. */
	readonly accountId: string;
	readonly encryption: Encryption;
	/** Key ARN; present with SSE-KMS and DSSE-KMS only. */
	readonly kmsKeyArn?: string;
	/** The three of a vendor that uses a role of the customer. `rolePath` begins and ends with `/`. */
	readonly roleName?: string;
	readonly rolePath?: string;
	readonly externalId?: string;
	/** Extra inputs of the vendor's profile, by field name, e.g. `systemDomainId`. */
	readonly inputs: Readonly<Record<string, string>>;
};
