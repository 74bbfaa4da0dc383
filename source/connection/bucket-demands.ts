import type {BucketRule, VendorTerms} from './vendor-terms.ts';

/** What a vendor asks of the bucket, to follow "the bucket": `has to be empty`. */
export function bucketRuleText(demand: BucketRule): string {
	switch (demand.rule) {
		case 'no-dots':
			return 'has no dot in its name';
		case 'regions':
			return `is in ${demand.regions.join(' or ')}`;
		case 'same-region':
			return `is in the same Region as ${demand.as}`;
		case 'empty':
			return 'is empty at the start';
		case 'no-object-lock':
			return 'has no Object Lock';
		case 'versioning':
			return 'has versioning turned on';
		case 'acls':
			return 'has ACLs enabled (Object Ownership: not "Bucket owner enforced")';
	}
}

/** Why the vendor may not take the name of this bucket, a sentence; undefined where it asks nothing of it that is broken. */
export function bucketNameDoubt(
	bucket: string,
	{name, bucketRules = []}: VendorTerms,
): string | undefined {
	return bucketRules.some(({rule}) => rule === 'no-dots') && bucket.includes('.')
		? `${name} takes no bucket with a dot in its name, as in ${bucket}.`
		: undefined;
}

/** The same of the Region. */
export function regionDoubt(
	region: string,
	{name, bucketRules = []}: VendorTerms,
): string | undefined {
	const wrong = bucketRules.find(
		(demand) => demand.rule === 'regions' && !demand.regions.includes(region),
	);
	return wrong?.rule === 'regions'
		? `${name} takes buckets in ${wrong.regions.join(' or ')} alone, and this one is in ${region}.`
		: undefined;
}
