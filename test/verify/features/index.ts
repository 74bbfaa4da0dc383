import {connectionOf} from '../../support/feature-profiles.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {addressFeatures} from './addresses.ts';
import {externalIdFeatures} from './external-id.ts';
import type {Feature} from './feature.ts';
import {folderFeatures} from './folder.ts';
import {principalFeatures} from './principal.ts';
import {settingFeatures} from './settings.ts';
import {tenantFeatures} from './tenant.ts';

const features: readonly Feature[] = [
	...externalIdFeatures,
	...principalFeatures,
	...tenantFeatures,
	...folderFeatures,
	...addressFeatures,
	...settingFeatures,
];

/** Each thing that a profile can say of its vendor, with an account that holds what the article gives. */
export const featureCases = features.map((feature) => {
	const connection = connectionOf(feature.profile, feature.fields);
	const healthy = healthySnapshot(connection, {profile: feature.profile});
	return {...feature, connection, healthy};
});

/** The same with something broken in it. */
export const brokenCases = featureCases.flatMap(({broken, ...rest}) =>
	broken.map((one) => ({...rest, ...one, snapshot: one.edit(rest.healthy)})),
);
