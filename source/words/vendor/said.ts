import type {EarlierFact, VendorProfile} from '../../vendors/index.ts';
import type {CheckId, Finding} from '../../verify/index.ts';

/** The checks that find it where somebody followed what was right before. */
const checksOf: Readonly<Record<EarlierFact['of'], readonly CheckId[]>> = {
	externalId: ['trust.external-id'],
	principal: ['trust.principal', 'bucket.policy', 'key.policy'],
	documents: [
		'trust.principal',
		'bucket.policy',
		'key.policy',
		'access.list',
		'access.read',
		'access.write',
		'access.delete',
		'access.kms',
	],
	form: [],
};

/** What the vendor says of a thing that is wrong: how its product shows it, and what was right before. */
export function saidByVendor(
	{id, status}: Pick<Finding, 'id' | 'status'>,
	{name, errors = [], earlier = []}: Pick<VendorProfile, 'name' | 'errors' | 'earlier'>,
): string[] {
	if (status !== 'fail' && status !== 'warn') {
		return [];
	}

	const texts =
		status === 'fail'
			? errors.filter(({checks}) => checks.includes(id)).map(({text}) => `"${text}"`)
			: [];
	return [
		...(texts.length === 0 ? [] : [`${name} shows this as: ${texts.join(' or ')}`]),
		...earlier
			.filter((fact) => checksOf[fact.of].includes(id))
			.map(({text, until}) => `Until ${until}: ${text}`),
	];
}
