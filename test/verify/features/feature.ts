import type {Snapshot} from '../../../source/account/index.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import type {CheckId, CheckStatus} from '../../../source/verify/index.ts';

type Statuses = Readonly<Partial<Record<CheckId, CheckStatus>>>;

/** Something wrong in an account, and the checks that name it. */
export type Broken = {
	readonly what: string;
	readonly edit: (snapshot: Snapshot) => Snapshot;
	readonly found: Statuses;
	/** Whether the first of these gives the document to paste with which it is better. */
	readonly isCorrected?: true;
};

/** Something that a profile can say of its vendor. */
export type Feature = {
	readonly feature: string;
	readonly profile: VendorProfile;
	/** What the connection holds for it. */
	readonly fields: Readonly<Record<string, unknown>>;
	/** What is found where the account holds what the article gives; every other check passes, or does not apply. */
	readonly right: Statuses;
	readonly broken: readonly Broken[];
};
