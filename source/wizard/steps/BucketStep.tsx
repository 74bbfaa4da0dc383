import {regions} from '../../aws/index.ts';
import {bucketNameDoubt, bucketRuleText, folderOf, regionDoubt} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {Paragraph, Text} from '../components/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {Questions} from './Questions.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: BucketStep,
	help: ({folder}) => ({
		what: `The bucket that the vendor may use: its name, without s3:// and without a folder, and the AWS Region it is in.${folder?.asked === undefined ? '' : ' The folder is the part of it that the vendor works in.'}`,
		where: `AWS console > S3 > General purpose buckets. The list shows name and Region side by side. You can also paste an address of the bucket (s3://…, arn:…, https://…).${folder?.where === undefined ? '' : ` The folder: ${folder.where}`}`,
		ifWrong: `With a wrong name the policies open another bucket, or none. With a wrong Region the vendor gets an error that tells it to use another Region.${folder?.asked === undefined ? '' : ' With a wrong folder the vendor is refused.'}`,
	}),
};

const suggestionCount = 3;

function suggestRegions(typed: string): {value: string; about: string}[] {
	const wanted = typed.trim().toLowerCase();
	if (wanted === '' || regions.some(({id}) => id === wanted)) {
		return [];
	}

	return regions
		.filter(({id, name}) => id.startsWith(wanted) || name.toLowerCase().includes(wanted))
		.slice(0, suggestionCount)
		.map(({id, name}) => ({value: id, about: name}));
}

function workingPlace(profile: VendorProfile, folder: string): string {
	return `${folderOf({folder}, profile) ?? ''}/`;
}

/** The bucket's name and Region, and the folder of a vendor that asks for one. */
function BucketStep(props: StepProps) {
	const {state, profile, dispatch} = props;
	const told = (profile.bucketRules ?? []).map(bucketRuleText);
	const isNew = state.answers['new-bucket'] === 'yes';
	const {folder} = profile;

	return (
		<Screen
			keys={[
				shown('next'),
				shown('nextField'),
				on('newBucket', () =>
					dispatch({type: 'answer', answers: {'new-bucket': isNew ? 'no' : 'yes'}}),
				),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				{isNew
					? 'What name and Region should the new bucket have?'
					: `Which bucket may ${profile.name} use?`}
			</Text>
			<Questions
				{...props}
				step="bucket"
				looks={{
					bucket: {
						describe: (value) => {
							const doubt = bucketNameDoubt(value, profile);
							return doubt === undefined ? 'a valid name' : {doubt};
						},
					},
					folder: {
						label: folder?.label ?? 'Folder',
						placeholder: `${folder?.example ?? ''}${folder?.asked === 'optional' ? ' (may stay empty)' : ''}`,
						describe: (value) => `${profile.name} works in ${workingPlace(profile, value)} alone`,
					},
					region: {
						placeholder: 'eu-central-1, or a city',
						describe: (value) => {
							const doubt = regionDoubt(value, profile);
							return doubt === undefined
								? (regions.find((region) => region.id === value)?.name ?? {
										doubt: 'not a known Region, but it looks like one',
									})
								: {doubt};
						},
						suggest: suggestRegions,
					},
				}}
			/>
			{folder === undefined ? null : (
				<Paragraph>
					{folder.fixed === undefined
						? ''
						: `${profile.name} works in the folder "${folder.fixed}"${folder.asked === undefined ? '' : ', under yours where you give one'}. `}
					{folder.where === undefined ? '' : `Where the folder stands: ${folder.where}`}
				</Paragraph>
			)}
			{told.length === 0 ? null : (
				<Paragraph>
					{profile.name} asks for a bucket that {told.join(', ')}.
				</Paragraph>
			)}
			{isNew ? (
				<Paragraph>
					Create it in the AWS console: S3 &gt; Create bucket. Type this name, choose this Region,
					and leave everything else as it is: ACLs disabled, all public access blocked. Then press
					Enter here. Ctrl+N: it exists already.
				</Paragraph>
			) : (
				<Paragraph>
					Where do I find it? AWS console &gt; S3 &gt; General purpose buckets. The Region stands in
					the same list. No bucket yet? Press Ctrl+N.
				</Paragraph>
			)}
		</Screen>
	);
}
