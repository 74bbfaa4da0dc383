import {keyInArn, roleInArn} from '../../aws/index.ts';
import {facts} from '../facts.ts';
import type {AccountListing} from '../listing.ts';
import {found} from '../looked.ts';
import {addSample} from './sample.ts';
import type {PracticeState} from './state.ts';

/**
 * The lists of the practice account: what it holds now. Whoever asks for one chooses from it, so from then on nothing is
 * there that no list names.
 */
export function createPracticeListing(state: PracticeState): AccountListing {
	const {accountId} = state;
	const begin = (signal: AbortSignal | undefined) => {
		signal?.throwIfAborted();
		if (!state.isListed) {
			state.isListed = true;
			addSample(state);
		}
	};
	return {
		async buckets({signal} = {}) {
			begin(signal);
			return found(
				[...state.buckets]
					.map(([name, {region}]) => ({name, region}))
					.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
			);
		},
		async bucket({name}, {signal} = {}) {
			begin(signal);
			const bucket = state.buckets.get(name);
			return {
				...(bucket !== undefined && {region: bucket.region}),
				encryption: facts.bucket.encryption.inPractice({accountId, bucket}),
			};
		},
		async keys(region, {signal} = {}) {
			begin(signal);
			const keys = [...state.keys.values()].filter(({arn}) => keyInArn(arn)?.region === region);
			return found({
				keys: keys.map((key) => ({
					arn: key.arn,
					aliases: key.aliases ?? [],
					metadata: facts.key.metadata.inPractice({accountId, key}),
				})),
				others: 0,
			});
		},
		async roles({signal} = {}) {
			begin(signal);
			return found(
				[...state.roles].map(([name, {arn, trustPolicy}]) => ({
					name,
					path: roleInArn(arn)?.rolePath ?? '/',
					arn,
					trustPolicy,
				})),
			);
		},
	};
}
