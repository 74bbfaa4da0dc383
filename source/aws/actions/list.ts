/** The kinds of resource that a request is judged for. */
export const actionTargets = ['bucket', 'object', 'key', 'role'] as const;

export type ActionTarget = (typeof actionTargets)[number];

/** The services of which all actions are known. */
export const actionServices = ['s3', 'kms', 'sts'] as const;

export type ActionService = (typeof actionServices)[number];

/** Where the list comes from; `date` is that of the data. */
export type ActionSource = {
	readonly package: string;
	readonly version: string;
	readonly licence: string;
	readonly address: string;
	readonly date: string;
};

/**
 * What stands in actions.json. The keys of a service are a table in alphabetical order, in lower case. One that ends in
 * `/` or `:` stands for all keys that begin so: `s3:existingobjecttag/` for what AWS writes as
 * `s3:ExistingObjectTag/<key>`.
 */
export type ActionList = {
	readonly source: ActionSource;
	readonly services: Readonly<
		Record<
			ActionService,
			{
				readonly keys: readonly string[];
				readonly actions: readonly {
					/** Without the service. */
					readonly name: string;
					readonly targets: readonly ActionTarget[];
					/** Places in the table of keys. */
					readonly keys: readonly number[];
				}[];
			}
		>
	>;
};
