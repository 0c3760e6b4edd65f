"""Numbers, amounts and days as people in Flanders write them, read in SQL: one home for what is a number.

"1.234", "1 234", "1234" and "1.234,00" are one number; "1.234,5" is not whole, "1234.567" is unclear. Money may have
two decimals, after a comma or (without thousands) a point.
"""

from __future__ import annotations

_SPACE = r"[ \x{a0}\x{202f}\x{2009}]"
_WHOLE = rf"([0-9]+|[0-9]{{1,3}}(\.[0-9]{{3}})+|[0-9]{{1,3}}({_SPACE}[0-9]{{3}})+)"
_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4})"
_DAYS = "['%Y-%m-%d', '%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y']"
_UNKNOWN = r"(nog )?(niet|on)[ -]?(ge)?(bekend|kend)|nnb|n\.n\.b\.?"
MOST_DIGITS = 9
LONGEST = 2000
"""Signs in a text: what the form of the call allowed for a motivation, rounded."""

MACROS = rf"""
create macro tidy(t) as coalesce(trim(t, chr(32) || chr(9) || chr(10) || chr(13) || chr(160)), '');
create macro plain_digits(t) as length(t) between 1 and {MOST_DIGITS} and translate(t, '0123456789', '') = '';
create macro number_fault(t, exact, digits) as case
    when t = '' then 'empty'
    when t[1] = '=' then 'formula'
    when t[1] = '#' then 'excel_error'
    when regexp_full_match(t, '{_DAY}') then 'date'
    when regexp_full_match(t, '[-−–] *[0-9][0-9., ]*') then 'negative'
    when regexp_full_match(t, '{_WHOLE}' || exact) then
        if(length(regexp_replace(split_part(t, ',', 1), '[^0-9]', '', 'g')) > digits, 'too_large', null)
    when regexp_full_match(t, '{_WHOLE}?,[0-9]+|[0-9]+\.([0-9]{{1,2}}|[0-9]{{4,}})') then 'not_whole'
    when regexp_full_match(t, '[0-9][0-9., \x{{a0}}\x{{202f}}]*') then 'unclear'
    else 'no_number' end;
create macro whole_fault(t) as if(plain_digits(t), null, number_fault(t, '(,0+)?', {MOST_DIGITS}));
create macro whole(t) as if(
    plain_digits(t), t::integer, try_cast(regexp_replace(split_part(t, ',', 1), '[^0-9]', '', 'g') as integer));
create macro bare(t) as tidy(regexp_replace(t, '^€|€$|euro$', ''));
create macro english(t) as regexp_replace(t, '^([0-9]+)\.([0-9]{{1,2}})$', '\1,\2');
create macro euro_fault(t) as if(
    plain_digits(t), null,
    replace(number_fault(english(bare(t)), '(,[0-9]{{1,2}})?', {MOST_DIGITS}), 'not_whole', 'not_cents'));
create macro euro(t) as try_cast(
    regexp_replace(split_part(english(bare(t)), ',', 1), '[^0-9]', '', 'g') || '.'
    || rpad(split_part(english(bare(t)), ',', 2), 2, '0') as decimal(12, 2));
create macro as_day(t) as try_strptime(t, {_DAYS})::date;
create macro is_unknown(t) as t <> '' and not plain_digits(t) and regexp_full_match(lower(t), '{_UNKNOWN}');
create macro text_fault(t) as case
    when length(t) > {LONGEST} then 'too_long' when t in (select formula from formula) then 'formula' end;
"""
"""`formula` is a table of the texts in this file that a spreadsheet would calculate (`samenleven.spreadsheet`)."""
