import {Box} from 'ink';
import {useContext, useState} from 'react';
import {visible} from '../../problems.ts';
import {builtInProfiles, type VendorProfile} from '../../vendors/index.ts';
import {presentOrigin} from '../../words/origin/index.ts';
import {formRoles, presentFacts} from '../../words/vendor/index.ts';
import type {Answers} from '../answers.ts';
import {Choice, type Note, Notes, Text} from '../components/index.ts';
import {hidden, keyBindings, on, shown, usualKeys} from '../keys.ts';
import {Screen, SurroundingsContext} from '../screen.tsx';
import {ownVendorOf} from '../state.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {guideNotes} from './guide.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: VendorStep,
	help: {
		what: 'The company that needs access to your bucket, and what it will do there. A vendor that only reads gets no permission to write.',
		where:
			"In the vendor's help article, or from the person who asked you to set this up. If you are not sure what it will do, ask before you go on.",
		ifWrong:
			'The policies would name the wrong company, or allow too little or too much. You can come back here at any time.',
	},
};

/** What is known of the vendor, and how far it can be relied on. The help lists what is in doubt. */
function vendorNotes(profile: VendorProfile, answers: Answers): Note[] {
	const {read, doubts} = presentFacts(profile);
	const roles = formRoles(profile);
	return [
		{
			text: `Article of ${profile.name} (${keyBindings.article.label} opens it):`,
			url: profile.article,
		},
		...guideNotes('purpose', profile, answers).notes,
		...(roles === undefined ? [] : [{text: roles}]),
		...(read === undefined ? [] : [{text: read, tone: 'dim' as const}]),
		...(doubts.length === 0
			? []
			: [
					{
						text: 'Some of what is told here is not in the article: the help (?) says what.',
						tone: 'dim' as const,
					},
				]),
	];
}

/** Which vendor, and what it will do with the bucket. */
export function VendorStep({state, dispatch, onMessage}: Omit<StepProps, 'profile'>) {
	const {profile} = state;
	const {openArticle} = useContext(SurroundingsContext);
	const [highlighted, setHighlighted] = useState(state.answers.vendor);
	const [asksPurpose, setAsksPurpose] = useState(profile !== undefined);
	const own = ownVendorOf(state);
	const marks = (profile && presentOrigin(profile)?.marks) ?? [];
	const vendors = [
		...builtInProfiles.map((builtIn) => ({vendor: builtIn.id, profile: builtIn})),
		...(own === undefined ? [] : [own]),
	];

	if (asksPurpose && profile !== undefined) {
		return (
			<Screen
				keys={[
					shown('choose'),
					shown('next'),
					shown('copyAddress'),
					...usualKeys(() => setAsksPurpose(false)),
				]}
			>
				<Text bold color={theme.heading}>
					What will {profile.name} do with the bucket?
				</Text>
				<Box marginTop={1}>
					<Choice
						key={state.answers.vendor ?? profile.id}
						items={profile.purposes.map((purpose) => ({
							value: purpose.id,
							label: purpose.title,
							hint: purpose.summary,
						}))}
						{...(state.answers.purpose === undefined ? {} : {initialValue: state.answers.purpose})}
						onSelect={(purpose) => {
							dispatch({type: 'answer', answers: {purpose}});
							dispatch({type: 'next'});
						}}
					/>
				</Box>
				<Box flexDirection="column" flexShrink={0} marginTop={1}>
					{marks.map(({code, text}) => (
						<Box key={`${code} ${text}`} flexShrink={0}>
							<Text wrap="truncate" color={theme.warning}>
								! {visible(text)}
							</Text>
						</Box>
					))}
				</Box>
				<Notes
					notes={vendorNotes(profile, state.answers)}
					hasMore={guideNotes('purpose', profile, state.answers).hasMore}
				/>
			</Screen>
		);
	}

	const pointed = vendors.find(({vendor}) => vendor === highlighted) ?? vendors[0];
	return (
		<Screen
			keys={[
				shown('choose'),
				shown('next'),
				pointed !== undefined && on('article', () => openArticle(pointed.profile.article)),
				hidden('back', () =>
					onMessage('This is the first question. Ctrl+C leaves; your answers are kept.'),
				),
				shown('help'),
				shown('leave'),
			]}
		>
			<Text bold color={theme.heading}>
				Which vendor needs access to your S3 bucket?
			</Text>
			<Box marginTop={1}>
				<Choice
					hasFilter
					items={vendors.map(({vendor, profile: candidate}) => ({
						value: vendor,
						label: candidate.name,
						hint: [
							candidate.access === 'customer-role'
								? `${candidate.name} assumes a role that you create in your account.`
								: `${candidate.name} uses its own role, to which your bucket policy gives access.`,
							...(candidate.origin === undefined
								? []
								: [`Not built in: ${visible(candidate.origin.file)}`]),
						]
							.join(' ')
							.concat(`\nArticle: ${visible(candidate.article)}`),
					}))}
					onHighlight={setHighlighted}
					{...(state.answers.vendor === undefined ? {} : {initialValue: state.answers.vendor})}
					onSelect={(vendor) => {
						const chosen = vendors.find((candidate) => candidate.vendor === vendor);
						if (chosen !== undefined) {
							dispatch({type: 'vendor', ...chosen});
							setAsksPurpose(true);
						}
					}}
				/>
			</Box>
		</Screen>
	);
}
