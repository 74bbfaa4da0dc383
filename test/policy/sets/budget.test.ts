import {expect, test} from 'vitest';
import {shareOf} from '../../../source/policy/sets/budget.ts';
import {budgetOf, usualSteps} from '../../../source/policy/sets/index.ts';

test('a budget lasts for as many steps as it has', () => {
	const budget = budgetOf(10);
	expect(budget.spend(4)).toBe(true);
	expect(budget.spend(6)).toBe(true);
	expect(budget.isSpent()).toBe(false);
	expect(budget.spend(1)).toBe(false);
	expect(budget.isSpent()).toBe(true);
});

test('a spent budget stays spent', () => {
	const budget = budgetOf(1);
	budget.spend(5);
	expect(budget.spend(0)).toBe(false);
	expect(budget.isSpent()).toBe(true);
});

test('a budget is the usual one unless said otherwise', () => {
	const budget = budgetOf();
	expect(budget.spend(usualSteps)).toBe(true);
	expect(budget.spend(1)).toBe(false);
});

test('a share ends before the whole does, and is spent of the whole', () => {
	const whole = budgetOf(10);
	const share = shareOf(whole, 4);
	expect(share.spend(4)).toBe(true);
	expect(share.spend(1)).toBe(false);
	expect(share.isSpent()).toBe(true);
	expect(whole.isSpent()).toBe(false);
	expect(whole.spend(5)).toBe(true);
	expect(shareOf(whole, 4).spend(1)).toBe(false);
});
