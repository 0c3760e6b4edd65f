"""The example set: agreements and reports per local authority, made up but adding up to every published total.

Why: results per municipality are not public, yet every screen needs rows to show. These rows are `kind = example`.
`python -m example` writes them into data/example. The same input gives the same bytes: every draw comes from a
generator seeded with a fixed word and the name of what is drawn, so one more draw never shifts another.

The plan, the areas and the published figures are read through the store, built from data/ without the example rows.
Every rule is that of `samenleven`; only made-up weights and names that a source mentions live here.

How the figures come about
1. Applicants: the signatories, the VGC and vzw de Rand, alone or as lead, and cooperations of smaller municipalities.
   The nine applicants that are new in project year 2 are nine new cooperations with together 40 municipalities; the
   other three new ones (43 in all) are facility municipalities that join de Rand, no intermunicipal cooperation.
2. Portfolios: larger target group, more actions. Actions 2, 5 and 17 go to applicants whose members count up to the
   published number of represented authorities. Portfolios change a little per year.
3. Money: the grant of each application by the rules of its call. One factor per year scales the planned reach of the
   free lines until the year total is just passed; the last priority of a few applicants is then cut to the money left.
4. Current reach (not subsidised) fills the gap between paid units and the published engaged reach. It is the reach
   before the plan, so it stays the same over the years.
5. Reports: attainment is log-normal with an effect per action, per applicant and per line; where the sum is
   published, the drawn figures are scaled to it. Late, missing, zero, far over target and corrected figures follow
   from the shares in `example.reports.REPORTING`.
A project year without published totals has no example rows: there is nothing to add up to.
"""
